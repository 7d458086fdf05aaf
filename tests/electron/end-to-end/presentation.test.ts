import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { overlayFilm, shutteredFilm, tallPixelFilm, voiLutFilm } from '../../support/presented-films.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

/** Four films, one a way of presenting, in the order in which they are listed. */
const films = {
  'a-lut': voiLutFilm(),
  'b-overlay': overlayFilm(),
  'c-shutter': shutteredFilm(),
  'd-tall': tallPixelFilm(),
};

describe('films that say how they are to be shown', () => {
  let osteon: OsteonWindow;
  let page: Page;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-presented-'));
    chmodSync(folder, 0o755);
    for (const [name, bytes] of Object.entries(films)) writeFileSync(join(folder, `${name}.dcm`), bytes);
    osteon = await launchOsteon({ paths: [folder] });
    page = osteon.page;
    await page.getByTestId('image-row').nth(3).waitFor();
    // The films are of one study, which would hang them side by side.
    await page.keyboard.press('Alt+1');
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=viewport]').length === 1);
  });
  afterAll(() => osteon.close());

  async function show(name: keyof typeof films): Promise<void> {
    await page.getByTestId('image-row').nth(Object.keys(films).indexOf(name)).click();
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+1');
    await page.locator(`${activePane}[data-scale="1"]`).waitFor();
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(artifacts, `presentation-${name}.png`) });
  }

  /** The grey on screen of the film's pixel, all layers laid over one another as people see them. */
  function greyAt(row: number, column: number, height = 512): Promise<number> {
    return page.evaluate(
      ({ row, column, height }) => {
        const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
        const layers = [...viewport.querySelectorAll('canvas')];
        const { width, height: canvasHeight } = layers[0]!;
        const context = new OffscreenCanvas(width, canvasHeight).getContext('2d')!;
        for (const layer of layers) context.drawImage(layer, 0, 0);
        const left = Math.round(width / 2 - 200);
        const top = Math.round(canvasHeight / 2 - height / 2);
        return context.getImageData(left + column - 1, top + row - 1, 1, 1).data[0]!;
      },
      { row, column, height },
    );
  }

  it('opens under the VOI LUT, and leaves it for a window when dragged', async () => {
    await show('a-lut');
    expect(await page.getByTestId('voi-line').textContent()).toBe('VOI LUT 1: HARD');
    const table = await greyAt(256, 200);
    await page.mouse.move(700, 400);
    await page.mouse.down();
    await page.mouse.move(760, 400, { steps: 4 });
    await page.mouse.up();
    expect(await page.locator(activePane).getAttribute('data-voi')).toBe('window');
    await page.waitForTimeout(200);
    // A window is a straight line, which lies below the square root that the table draws.
    expect(await greyAt(256, 200)).toBeLessThan(table);
    await page.keyboard.press('b');
    expect(await page.getByTestId('voi-line').textContent()).toBe('VOI LUT 1: HARD');
  });

  it('draws the overlay where it belongs, and takes it off', async () => {
    await show('b-overlay');
    const inside = await greyAt(41 + 32, 31 + 32);
    expect([await greyAt(41, 31), await greyAt(104, 94)]).toEqual([255, 255]);
    expect(inside).toBeLessThan(250);
    await page.keyboard.press('Shift+O');
    await page.waitForTimeout(200);
    expect(await greyAt(41, 31)).toBeLessThan(250);
    await page.keyboard.press('Shift+O');
  });

  it('hides what the shutter hides, and opens it', async () => {
    await show('c-shutter');
    expect([await greyAt(256, 49), await greyAt(105, 200)]).toEqual([0, 0]);
    expect(await greyAt(256, 51)).toBeGreaterThan(0);
    await page.keyboard.press('s');
    await page.waitForTimeout(200);
    expect(await greyAt(256, 49)).toBeGreaterThan(0);
    await page.keyboard.press('s');
  });

  it('shows tall pixels tall, and says how large they are', async () => {
    await show('d-tall');
    expect(await page.getByTestId('pixel-size').textContent()).toBe('0.1 × 0.2 mm/px at detector');
    await page.keyboard.press('=');
    // The film's edges are dark; inverted they stand out against the black beside it.
    await page.keyboard.press('i');
    await page.waitForTimeout(300);
    const { filmHeight, filmWidth } = await filmExtent(page);
    expect(filmHeight / filmWidth).toBeCloseTo((512 * 2) / 400, 1);
    await page.screenshot({ path: join(artifacts, 'presentation-d-tall-fitted.png') });
  });
});

/** How far the film reaches on the canvas, from the first to the last place that is not black there. */
function filmExtent(page: Page): Promise<{ readonly filmHeight: number; readonly filmWidth: number }> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
    const lit = (x: number, y: number): boolean => data[4 * (y * width + x)]! > 2;
    const columns = Array.from({ length: width }, (_, x) => x).filter((x) => lit(x, height >> 1));
    const middle = columns[columns.length >> 2]!;
    const rows = Array.from({ length: height }, (_, y) => y).filter((y) => lit(middle, y));
    const reach = (lines: number[]): number => lines.at(-1)! - lines[0]! + 1;
    return { filmWidth: reach(columns), filmHeight: reach(rows) };
  });
}
