import type { ImageEntry } from '#common/contract/ipc';
import type { KeyboardChoice } from '#common/viewer/key-map';
import { actions } from '#common/viewer/actions';
import { listenToKeys } from '../../src-renderer/keys.ts';
import type { Commands } from '../../src-renderer/state/commands.ts';
import { HeatMapState } from '../../src-renderer/state/heat-map.svelte.ts';
import { KeysInForce } from '../../src-renderer/state/keys-in-force.svelte.ts';
import { MagnifierState } from '../../src-renderer/state/magnifier.svelte.ts';
import { imageEntry } from '../support/image-entries.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;

beforeAll(fillInForJsdom);

async function pageWith(images: readonly ImageEntry[]): Promise<void> {
  page = new Page();
  await page.open(images);
}

describe('keys and lists', () => {
  afterEach(() => page.close());

  it('walk the list and leave focus where it is', async () => {
    await pageWith([imageEntry('a'), imageEntry('b'), imageEntry('c')]);
    const film = document.querySelector<HTMLElement>('[role=img]');
    film?.focus();
    await page.press('ArrowDown');
    await page.press('End');
    await page.press('ArrowUp');
    expect(page.find('viewport')?.dataset['imageId']).toBe('b');
    expect(document.activeElement).toBe(film);
  });

  it('copy the film with Ctrl+C, and words where words are selected or written', async () => {
    await pageWith([imageEntry('a')]);
    const copied = () => page.bridge.asked.filter(({ name }) => name === 'copyArea').length;
    await page.press('c', { ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(copied()).toBe(1);
    getSelection()?.selectAllChildren(page.find('status-bar')!);
    await page.press('c', { ctrlKey: true });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(copied()).toBe(1);
    getSelection()?.removeAllRanges();
  });

  it('name the selected row to a screen reader while the list has the focus', async () => {
    await pageWith([imageEntry('a'), imageEntry('b')]);
    page.find('study-list')?.focus();
    await page.press('ArrowDown');
    const active = page.find('study-list')?.getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.ariaSelected).toBe('true');
    expect(active).toBe('b');
  });

  it('draw only the rows about the visible part of a long list', async () => {
    await pageWith(Array.from({ length: 1000 }, (_, index) => imageEntry(`image-${index}`)));
    const rows = document.querySelectorAll('[data-testid=image-row]').length;
    expect(rows).toBeGreaterThan(40);
    expect(rows).toBeLessThan(100);
  });

  it('leave letters and arrows to a slider in focus', async () => {
    await pageWith([imageEntry('a'), imageEntry('b')]);
    document.querySelector<HTMLElement>('input[type=range]')?.focus();
    await page.press('ArrowDown');
    expect(page.find('viewport')?.dataset['imageId']).toBe('a');
  });

  it('take the corner texts and the badge away together', async () => {
    await pageWith([imageEntry('a', { studyDescription: 'Wrist' })]);
    await page.press('o');
    expect(page.text('viewport')).not.toContain('Wrist');
    expect(page.find('finding-badge')).not.toBeNull();
    await page.press('o');
    expect(page.find('finding-badge')).toBeNull();
  });

  it('show every action in the map and close it with Escape', async () => {
    await pageWith([imageEntry('a')]);
    await page.press('?', { shiftKey: true });
    expect(page.text('shortcut-map')).toContain('Previous patient Ctrl↑');
    await page.press('Escape');
    expect(page.find('shortcut-map')).toBeNull();
  });

  it('fold the panels away', async () => {
    await pageWith([imageEntry('a')]);
    await page.press('[');
    await page.press(']');
    expect([page.find('study-list'), page.find('result-panel')]).toEqual([null, null]);
    expect(page.find('status-bar')).not.toBeNull();
  });

  it('leave the film alone, but never without the notice', async () => {
    await pageWith([imageEntry('a')]);
    await page.press('F11');
    expect(page.bridge.requestsOf('setFullScreen')).toEqual([true]);
    expect(page.find('status-bar')).toBeNull();
    expect(document.body.textContent).toContain('Investigational, not for diagnosis');
    await page.press('Escape');
    expect(page.find('status-bar')).not.toBeNull();
  });

  it('list refused files with their codes, and the progress with a way to stop it', async () => {
    await pageWith([imageEntry('a')]);
    page.bridge.announce('filesRefused', {
      openingId: 'opening',
      files: [{ displayName: '<i>x</i>.txt', error: { code: 'not-an-image', message: 'Text.' } }],
    });
    page.bridge.announce('openingProgress', {
      openingId: 'opening',
      examined: 12,
      found: 1,
      refused: 1,
      finished: false,
    });
    await page.settle();
    expect(page.text('error-list')).toContain('<i>x</i>.txt');
    expect(page.text('error-list')).toContain('not-an-image');
    expect(page.text('status-bar')).toContain('Opening: 1 images of 12 files, 1 not opened');
    await page.click('Cancel');
    expect(page.bridge.requestsOf('cancelOpening')).toEqual(['opening']);
  });
});

describe('a key held down', () => {
  const heatMap = new HeatMapState();
  const magnifier = new MagnifierState();
  const done: string[] = [];
  const press = (key: string, code: string, repeat: boolean): boolean =>
    window.dispatchEvent(new KeyboardEvent('keydown', { key, code, repeat, cancelable: true }));
  let keyboard: KeyboardChoice = { scheme: 'osteon', remapped: {} };
  let stop: () => void;

  beforeEach(() => {
    const commands = Object.fromEntries(actions.map((action) => [action, () => done.push(action)]));
    const keys = new KeysInForce(() => keyboard);
    stop = listenToKeys(keys, commands as unknown as Commands, heatMap, magnifier);
  });
  afterEach(() => stop());

  it('walks on through the films, and switches once', () => {
    for (const repeat of [false, true, true]) {
      press('ArrowDown', 'ArrowDown', repeat);
      press('i', 'KeyI', repeat);
    }
    expect(done).toEqual(['nextImage', 'invert', 'nextImage', 'nextImage']);
  });

  it('holds the magnifier until it comes up, or the window loses the keyboard', () => {
    press('m', 'KeyM', false);
    expect(magnifier.on).toBe(true);
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'm', code: 'KeyM' }));
    expect(magnifier.on).toBe(false);
    press('m', 'KeyM', false);
    window.dispatchEvent(new Event('blur'));
    expect(magnifier.on).toBe(false);
  });

  it('holds what it was bound to, wherever that is on the keyboard', () => {
    stop();
    keyboard = { scheme: 'osteon', remapped: { magnifier: ['J'] } };
    stop = listenToKeys(new KeysInForce(() => keyboard), {} as Commands, heatMap, magnifier);
    press('j', 'KeyJ', false);
    expect(magnifier.on).toBe(true);
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'm', code: 'KeyM' }));
    expect(magnifier.on).toBe(true);
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'j', code: 'KeyJ' }));
    expect(magnifier.on).toBe(false);
    keyboard = { scheme: 'osteon', remapped: {} };
  });

  it('leaves the heat map on that it switched on', () => {
    press('g', 'KeyG', false);
    press('g', 'KeyG', true);
    window.dispatchEvent(new KeyboardEvent('keyup', { key: 'g', code: 'KeyG' }));
    expect(heatMap.isVisible('a', 'suspected')).toBe(true);
  });
});
