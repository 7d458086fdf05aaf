import { usualPreferences } from '#common/preferences/preferences';
import type { Script } from '../../support/scripted-bridge.ts';
import { imageEntry } from '../../support/image-entries.ts';
import { fillInForJsdom, Page } from '../support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

async function open(script: Partial<Script> = {}): Promise<void> {
  page = new Page(script);
  await page.open([imageEntry('a')]);
  await page.press(',', { ctrlKey: true, code: 'Comma' });
}

async function choose(testId: string, value: string): Promise<void> {
  page.find(testId)?.querySelector<HTMLInputElement>(`[value="${value}"]`)?.click();
  await page.settle();
}

const darkening = {
  ...usualPreferences,
  reading: { ...usualPreferences.reading, brighten: 'down' as const },
};

describe('the settings', () => {
  it('open under Ctrl+, with the keyboard in the list of sections, and close with Escape', async () => {
    await open();
    expect(document.activeElement?.getAttribute('data-testid')).toBe('settings-reading');
    await page.press('Escape');
    expect(page.find('settings')).toBeNull();
  });

  it('hang the next study by a rule that was changed', async () => {
    page = new Page();
    const hand = { patientId: '1', studyInstanceUid: '1', modality: 'DX', bodyPartExamined: 'HAND' };
    await page.open([imageEntry('a', hand), imageEntry('b', hand)]);
    expect(page.find('film-area')?.dataset['layout']).toBe('1x2');
    await page.press(',', { ctrlKey: true, code: 'Comma' });
    page.find('settings-hanging')?.click();
    await page.settle();
    const layout = document.querySelectorAll<HTMLSelectElement>('[data-testid=rule-layout]')[4]!;
    layout.value = '2x1';
    layout.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    await page.press('Escape');
    await page.press('6', { altKey: true });
    expect(page.find('film-area')?.dataset['layout']).toBe('2x1');
  });

  it('open from the menu', async () => {
    page = new Page();
    page.bridge.announce('settingsWanted', null);
    await page.settle();
    expect(page.find('settings')).not.toBeNull();
  });

  it('keep a choice at once, take it back, and reset a section', async () => {
    await open();
    await choose('drag-brighten', 'down');
    page.find('undo-setting')?.click();
    await page.settle();
    await choose('drag-brighten', 'down');
    page.find('reset-section')?.click();
    await page.settle();
    expect(page.bridge.requestsOf('setPreferences')).toEqual([
      darkening,
      usualPreferences,
      darkening,
      usualPreferences,
    ]);
    expect(page.find('reset-section')?.hasAttribute('disabled')).toBe(true);
  });

  it('keep the keys of the film from the film behind them', async () => {
    await open();
    const before = page.find('viewport')?.dataset['rotation'];
    await page.press('r');
    expect(page.find('viewport')?.dataset['rotation']).toBe(before);
  });

  it('leave Space to what has the keyboard, where it resets the film', async () => {
    const keyboard = { scheme: 'ohif' as const, remapped: {} };
    await open({
      preferences: () => ({ preferences: { ...usualPreferences, keyboard }, problem: null, locks: [] }),
    });
    await page.press(' ', { code: 'Space' });
    expect(page.find('settings')).not.toBeNull();
    await page.press('Escape');
    await page.press('f', { ctrlKey: true });
    document.querySelector<HTMLInputElement>('[data-testid=study-browser] input')?.focus();
    await page.press(' ', { code: 'Space' });
    expect(page.find('study-browser')).not.toBeNull();
  });

  it('show what a file would change before it does', async () => {
    await open({ readPreferences: () => darkening });
    page.find('import-settings')?.click();
    await page.settle();
    expect(page.text('import-offer')).toContain('Film brightensupwards→downwards');
    expect(page.bridge.requestsOf('setPreferences')).toEqual([]);
    page.find('accept-import')?.click();
    await page.settle();
    expect(page.bridge.requestsOf('setPreferences')).toEqual([darkening]);
  });

  it('bind an action to another key, which tooltips and the map then show', async () => {
    await open();
    page.find('settings-keyboard')?.click();
    await page.settle();
    page.find('bind-invert')?.click();
    page.find('bind-invert')?.focus();
    await page.settle();
    await page.press('r');
    expect(page.text('key-conflict')).toContain('R is “Turn right by 90°”.');
    page.find('swap-keys')?.click();
    await page.settle();
    expect(page.text('bind-turnRight')).toMatch(/ I$/);
    expect(page.bridge.requestsOf('setPreferences').at(-1)).toMatchObject({
      keyboard: { scheme: 'osteon', remapped: { invert: ['R'], turnRight: ['I'] } },
    });
    await page.press('Escape');
    await page.press('i');
    expect(page.find('viewport')?.dataset['rotation']).toBe('90');
    expect(document.querySelector('[title="Invert (R)"]')).not.toBeNull();
  });

  it('refuse a bare letter for what deletes, and go back with Escape', async () => {
    await open();
    page.find('settings-keyboard')?.click();
    await page.settle();
    page.find('bind-removeAnnotation')?.click();
    page.find('bind-removeAnnotation')?.focus();
    await page.settle();
    await page.press('j');
    expect(page.text('key-conflict')).toContain('What deletes cannot hang on a single letter');
    await page.press('Escape');
    expect(page.text('bind-removeAnnotation')).toMatch(/ Delete$/);
    expect(page.find('settings')).not.toBeNull();
  });

  it('keep the window of the film under a name, and go back to the film', async () => {
    page = new Page();
    await page.open([imageEntry('a', { modality: null })]);
    await page.press('d', { ctrlKey: true });
    const name = document.activeElement as HTMLInputElement;
    expect(name.dataset['testid']).toBe('preset-name');
    name.value = 'Thin bone';
    name.dispatchEvent(new Event('change', { bubbles: true }));
    name.form?.requestSubmit();
    await page.settle();
    expect(page.find('settings')).toBeNull();
    expect(page.bridge.requestsOf('setPreferences')).toMatchObject([
      { windows: { presets: [{ name: 'Thin bone', center: 2048, width: 4096, modality: null }] } },
    ]);
    expect(page.text('voi-menu')).toContain('2 Thin bone · C 2048 W 4096');
  });

  it('move a line of the corners, and leave identity in', async () => {
    page = new Page();
    await page.open([imageEntry('a', { patientName: 'Doe^Jo', patientId: '42', kvp: '55' })]);
    await page.press(',', { ctrlKey: true, code: 'Comma' });
    page.find('settings-corners')?.click();
    await page.settle();
    const select = page.find('corner-kvp') as HTMLSelectElement;
    select.value = 'topLeft';
    select.dispatchEvent(new Event('change', { bubbles: true }));
    await page.settle();
    expect(page.text('corner-topLeft')).toBe('Doe, JoID 4255 kV');
    const options = [...page.find('corner-patientId')!.querySelectorAll('option')];
    expect(options.map(({ textContent }) => textContent)).not.toContain('not shown');
  });

  it('set what the window starts with, from where the keys go on', async () => {
    await open();
    page.find('settings-display')?.click();
    await page.settle();
    await choose('overlay-level', 'minimal');
    await page.press('Escape');
    await page.press('o');
    expect(page.find('corner-topLeft')).toBeNull();
    await page.press('o');
    expect(page.find('corner-topLeft')).not.toBeNull();
  });

  it('say when they cannot be written, and hold all the same', async () => {
    await open({
      setPreferences: () => {
        throw new Error('disk');
      },
    });
    await choose('drag-brighten', 'down');
    expect(page.text('settings')).toContain('Something went wrong inside Osteon.');
    expect(page.find('drag-brighten')?.querySelector<HTMLInputElement>(':checked')?.value).toBe('down');
  });

  it('say at the start that the file was set aside', async () => {
    page = new Page({
      preferences: () => ({
        preferences: usualPreferences,
        problem: { code: 'settings-newer', message: 'Version 9.' },
        locks: [],
      }),
    });
    await page.settle();
    expect(page.text('status-bar')).toContain('written by a newer Osteon');
  });

  it('are out of reach where the administrator has set them, and say so', async () => {
    const lawful = { ...usualPreferences, reading: { ...usualPreferences.reading, dragSpeed: 2 } };
    await open({
      preferences: () => ({
        preferences: lawful,
        problem: null,
        locks: ['reading.dragSpeed', 'keyboard.scheme', 'provider'],
      }),
    });
    expect(document.querySelectorAll('[data-testid=locked]')).toHaveLength(1);
    expect(document.querySelector('input[type=range]')!.matches(':disabled')).toBe(true);
    expect(page.find('drag-brighten')!.querySelector('input')!.matches(':disabled')).toBe(false);
    page.find('reset-section')?.click();
    await page.settle();
    await choose('drag-brighten', 'down');
    expect(page.bridge.requestsOf('setPreferences').at(-1)).toMatchObject({
      reading: { dragSpeed: 2, brighten: 'down' },
    });
    page.find('settings-keyboard')?.click();
    await page.settle();
    expect(page.find('locked')!.textContent).toContain('Set by the administrator');
  });
});
