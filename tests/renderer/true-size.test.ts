import { imageEntry } from '../support/image-entries.ts';
import type { Script } from '../support/scripted-bridge.ts';
import { syntheticFilm } from '../support/synthetic-film.ts';
import { fillInForJsdom, Page } from './support/page.ts';

let page: Page;
beforeAll(fillInForJsdom);
afterEach(() => page.close());

const spaced = () =>
  syntheticFilm({
    spacing: {
      pixelSpacing: null,
      imagerPixelSpacing: [0.15, 0.15],
      nominalScannedPixelSpacing: null,
      pixelSpacingCalibrationType: null,
      pixelSpacingCalibrationDescription: null,
      estimatedRadiographicMagnificationFactor: null,
    },
  });
const measured = () => ({ displayId: 'glass', label: 'Glass', millimetresPerPixel: 0.25 });

async function open(script: Partial<Script>): Promise<void> {
  page = new Page(script);
  await page.open([imageEntry('a')]);
  await page.press('2', { ctrlKey: true });
}

describe('the true size', () => {
  it('lays the film’s millimetres on the glass’s, and says how they are known for as long as it holds', async () => {
    await open({ loadFrame: spaced, display: measured });
    // Pixels of 0.15 mm on a monitor of 0.25 mm.
    expect(Number(page.find('viewport')?.dataset['scale'])).toBeCloseTo(0.6, 9);
    expect(page.text('true-size-mark')).toContain('True size, at detector');
    await page.press('+');
    expect(page.find('true-size-mark')).toBeNull();
  });

  it('is refused, and the film left as it was, where the film does not say how large it is', async () => {
    await open({ display: measured });
    expect(page.text('film-notice')).toContain('does not say how large its pixels are');
    expect(page.find('settings')).toBeNull();
    await page.press('i');
    expect(page.find('film-notice')).toBeNull();
  });

  it('asks for the size of the monitor where nobody measured it, and keeps it', async () => {
    await open({ loadFrame: spaced });
    expect(page.text('monitor-size')).toBe('Glass: not measured yet');
    const slider = page.find('card-width') as HTMLInputElement;
    slider.value = '428';
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await page.settle();
    page.find('keep-monitor-size')?.click();
    await page.settle();
    // A card is 85.60 mm wide: 428 pixels of 0.2 mm.
    expect(page.bridge.requestsOf('calibrateDisplay')).toEqual([
      { displayId: 'glass', millimetresPerPixel: expect.closeTo(0.2, 12) },
    ]);
    expect(page.text('monitor-size')).toBe('Glass: measured, 0.2000 mm a pixel');
  });

  it('holds no longer on another monitor', async () => {
    await open({ loadFrame: spaced, display: measured });
    page.bridge.announce('displayChanged', { ...measured(), displayId: 'other', millimetresPerPixel: 0.1 });
    await page.settle();
    expect(page.find('true-size-mark')).toBeNull();
  });
});

describe('the test pattern', () => {
  it('lies over the window with how it is judged, until Escape', async () => {
    page = new Page();
    await page.press('m', { ctrlKey: true, shiftKey: true, code: 'KeyM' });
    expect(page.text('test-pattern')).toContain('5 % within black');
    await page.press('Escape');
    expect(page.find('test-pattern')).toBeNull();
  });
});
