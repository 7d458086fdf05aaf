import { imageDragType } from '../../src-renderer/components/image-drag.ts';
import { imageEntry } from '../support/image-entries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);
beforeEach(() => {
  page = new Page();
});
afterEach(() => page.close());

const wrist = (imageId: string) =>
  imageEntry(imageId, { patientId: '1', studyInstanceUid: '1.2', studyDescription: `Wrist ${imageId}` });
const knee = imageEntry('knee', { patientId: '2', studyInstanceUid: '1.3', studyDescription: 'Knee' });

const panes = (): readonly HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-pane]')];
const films = (): readonly (string | undefined)[] => panes().map(({ dataset }) => dataset['imageId']);
const activeFilm = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-pane][data-active=true]')?.dataset['imageId'];

describe('panes', () => {
  it('show the rest of the study when there are more of them, and nothing of another', async () => {
    await page.open([wrist('a'), wrist('b'), knee]);
    await page.press('4', { altKey: true });
    expect(films()).toEqual(['a', 'b', '', '']);
    expect(page.find('film-area')?.dataset['layout']).toBe('2x2');
    expect(panes()[2]?.textContent).toContain('Nothing here.');
  });

  it('bear the texts of their own film alone', async () => {
    await page.open([wrist('a'), wrist('b')]);
    await page.press('2', { altKey: true });
    const [left, right] = panes().map(({ textContent }) => textContent);
    expect(left).toContain('Wrist a');
    expect(left).not.toContain('Wrist b');
    expect(right).toContain('Wrist b');
    expect(page.find('result-panel')?.dataset['imageId']).toBe('a');
  });

  it('take turns in being active, and keys act on the active one', async () => {
    await page.open([wrist('a'), wrist('b')]);
    await page.press('2', { altKey: true });
    await page.press('F6');
    expect(activeFilm()).toBe('b');
    expect(page.find('result-panel')?.dataset['imageId']).toBe('b');
    await page.press('r');
    expect(panes().map(({ dataset }) => dataset['rotation'])).toEqual(['0', '90']);
    await page.press('F6', { shiftKey: true });
    await page.press('h');
    expect(panes().map(({ dataset }) => dataset['mirrored'])).toEqual(['true', 'false']);
  });

  it('become active by the focus, which goes along with the keys', async () => {
    await page.open([wrist('a'), wrist('b')]);
    await page.press('2', { altKey: true });
    const [left, right] = document.querySelectorAll<HTMLElement>('[role=img]');
    right?.focus();
    await page.settle();
    expect(activeFilm()).toBe('b');
    await page.press('F6');
    expect(document.activeElement).toBe(left);
  });

  it('go to the film that is on screen already rather than show it twice', async () => {
    await page.open([wrist('a'), wrist('b')]);
    await page.press('2', { altKey: true });
    await page.press('ArrowDown');
    expect(films()).toEqual(['a', 'b']);
    expect(activeFilm()).toBe('b');
  });

  it('keep the active film when there are fewer of them', async () => {
    await page.open([wrist('a'), wrist('b'), wrist('c')]);
    await page.press('5', { altKey: true });
    await page.press('F6', { shiftKey: true });
    expect(activeFilm()).toBe('c');
    await page.press('1', { altKey: true });
    expect(films()).toEqual(['c']);
  });

  it('take the film that is dragged there', async () => {
    await page.open([wrist('a'), wrist('b'), knee]);
    await page.press('2', { altKey: true });
    const drop = Object.assign(new Event('drop', { bubbles: true, cancelable: true }), {
      dataTransfer: { types: [imageDragType], getData: () => 'knee', files: [] },
    });
    panes()[1]?.dispatchEvent(drop);
    await page.settle();
    expect(films()).toEqual(['a', 'knee']);
    expect(activeFilm()).toBe('knee');
    expect(page.bridge.dropped).toEqual([]);
  });

  it('leave one alone by a double click, and come back by another', async () => {
    await page.open([wrist('a'), wrist('b')]);
    await page.press('2', { altKey: true });
    const [left] = document.querySelectorAll<HTMLElement>('[role=img]');
    left?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await page.settle();
    expect(page.find('film-area')?.dataset['alone']).toBe('true');
    expect(page.bridge.requestsOf('setFullScreen')).toEqual([]);
    await page.press('Escape');
    expect(page.find('film-area')?.dataset['alone']).toBe('false');
    expect(films()).toEqual(['a', 'b']);
  });

  it('zoom, pan and window together while they are linked, each from where it is', async () => {
    const modality = { modality: 'XA', studyInstanceUid: '1.2' };
    await page.open([imageEntry('a', modality), imageEntry('b', modality)]);
    await page.press('2', { altKey: true });
    await page.press('+');
    await page.press('7', { altKey: true });
    await page.press('+');
    const scales = panes().map(({ dataset }) => Number(dataset['scale']));
    expect(scales[0]! / scales[1]!).toBeCloseTo(1.25, 9);
    await page.press('0', { altKey: true });
    const [left, right] = panes().map(({ dataset }) => dataset['windowCenter']);
    expect(right).toBe(left);
    await page.press('7', { altKey: true });
    await page.press('=');
    expect(Number(panes()[1]?.dataset['scale'])).toBe(scales[1]);
  });

  it('are chosen from the toolbar', async () => {
    await page.open([wrist('a'), wrist('b')]);
    page.find('pane-menu')?.click();
    await page.settle();
    page.find('layout-2x1')?.click();
    await page.settle();
    expect(films()).toEqual(['a', 'b']);
    expect(page.find('pane-menu')?.getAttribute('aria-label')).toContain('one above the other');
  });
});
