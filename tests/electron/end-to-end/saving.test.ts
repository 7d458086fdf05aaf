import { chmodSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decode as readPng } from 'fast-png';
import { decode as readTiff } from 'tiff';
import type { Page } from 'playwright-core';
import { displayLut } from '#common/imaging/display-lut';
import { windowVoi } from '#common/imaging/voi';
import { decodeFrame } from '#node/decode/decode-frame';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';
import { publishedRuntime } from '../support/runtime.ts';

const samples = join(checkout, 'assets', 'samples');
const film = join(samples, 'phantom-fracture.dcm');
const shoot = (page: Page, name: string) => page.screenshot({ path: join(artifacts, `${name}.png`) });

describe('films saved as pictures', () => {
  let osteon: OsteonWindow;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(publishedRuntime().folder, 'pictures-'));
    chmodSync(folder, 0o777);
    osteon = await launchOsteon({ paths: [film, join(samples, 'phantom-intact.dcm')] });
    page = osteon.page;
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Alt+1');
  });
  afterAll(() => osteon.close());

  /** Stands in for the system's choosers, which no test can press. */
  const answerChoosers = (path: string) =>
    osteon.app.evaluate(({ dialog }, chosen) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, path);
  const save = async (path: string) => {
    await answerChoosers(path);
    await page.getByTestId('save-export').click();
    const outcome = page.getByTestId('export-outcome');
    await outcome.waitFor();
    return (await outcome.textContent())!.trim();
  };
  const switchTo = async (name: string, on: boolean) => page.getByTestId(`picture-${name}`).setChecked(on);

  it('are as the screen shows them, pixel by pixel, under its window and inversion', async () => {
    await page.keyboard.press('Control+s');
    await page.locator('[data-testid=picture-preview][data-drawn=true]').waitFor();
    await shoot(page, 'saving');
    await switchTo('texts', false);
    expect(await save(join(folder, 'plain.png'))).toBe('Saved: plain.png.');
    const viewport = page.locator(activePane);
    const window = windowVoi({
      center: Number(await viewport.getAttribute('data-window-center')),
      width: Number(await viewport.getAttribute('data-window-width')),
    });
    const { description, storedValues } = await decodeFrame(readFileSync(film), 0);
    const { lut, firstStoredValue } = displayLut(description, window, false);
    const { data, width, height, channels } = readPng(readFileSync(join(folder, 'plain.png')));
    expect([width, height]).toEqual([description.pixels.columns, description.pixels.rows]);
    // The words that the film is synthetic stand in the lowest fifth whatever is chosen.
    const compared = Math.floor(storedValues.length * 0.8);
    const differs = storedValues
      .subarray(0, compared)
      .findIndex((value, i) => data[i * channels] !== lut[value - firstStoredValue]);
    expect(differs).toBe(-1);
  });

  it('are values of 16 bits, the pipeline’s own', async () => {
    await page.getByTestId('export-format').getByText('TIFF').click();
    await shoot(page, 'saving-values');
    await save(join(folder, 'values.tif'));
    const { storedValues } = await decodeFrame(readFileSync(film), 0);
    const [tiff] = readTiff(readFileSync(join(folder, 'values.tif')));
    expect(tiff!.imageDescription).toContain('Samples are modality values');
    expect(
      Buffer.compare(
        Buffer.from(tiff!.data.buffer, tiff!.data.byteOffset, tiff!.data.byteLength),
        Buffer.from(storedValues.buffer, storedValues.byteOffset, storedValues.byteLength),
      ),
    ).toBe(0);
  });

  it('go into a folder all at once, named after nobody and over nothing', async () => {
    writeFileSync(join(folder, 'lower-leg-ap-1.jpg'), 'mine');
    await page.getByTestId('film-scope').getByText('Its study').click();
    await page.getByTestId('export-format').getByText('JPEG').click();
    await switchTo('texts', true);
    await switchTo('secondReader', true);
    await page.locator('[data-testid=picture-preview][data-drawn=true]').waitFor();
    await page.waitForTimeout(1500);
    await shoot(page, 'saving-second-reader');
    const before = readdirSync(folder);
    await save(folder);
    const added = readdirSync(folder).filter((name) => !before.includes(name));
    expect(added.length).toBeGreaterThan(0);
    expect(readFileSync(join(folder, 'lower-leg-ap-1.jpg'), 'utf8')).toBe('mine');
    for (const name of added) {
      expect(name).toMatch(/^[a-z0-9-]+( \(2\))?\.jpg$/);
      expect([...readFileSync(join(folder, name)).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    }
    await switchTo('identity', true);
    await shoot(page, 'saving-identity');
  });

  it('never replace a film, and a place that cannot be written to is said by name', async () => {
    const before = readFileSync(film);
    await page.getByTestId('film-scope').getByText('This film').click();
    expect(await save(film)).toContain('output-unwritable');
    expect(Buffer.compare(readFileSync(film), before)).toBe(0);
    await page.getByTestId('film-scope').getByText('Its study').click();
    expect(await save('/proc')).toMatch(/phantom-\w+\.dcm: The result cannot be written there/);
    await shoot(page, 'saving-failed');
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('export').count()).toBe(0);
  });
});
