import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { publishedRuntime } from '../support/runtime.ts';

const samples = join(checkout, 'assets', 'samples');
const shoot = (page: Page, name: string) => page.screenshot({ path: join(artifacts, `${name}.png`) });

type Matrix = readonly [number, number, number, number, number, number];
const product = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + b * C,
  a * B + b * D,
  c * A + d * C,
  c * B + d * D,
  e * A + f * C + E,
  e * B + f * D + F,
];

/** How many pages a PDF has, their sizes, and those of the pictures on them, in millimetres (a point is 1/72 inch). */
function readPdf(file: string) {
  const bytes = readFileSync(file);
  const text = bytes.toString('latin1');
  const millimetres = (points: number): number => (points * 25.4) / 72;
  const pages = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) =>
    [Number(width), Number(height)].map(millimetres),
  );
  const pictures = [...text.matchAll(/stream\r?\n/g)].flatMap(({ index, 0: word }) => {
    const start = index + word.length;
    const end = text.indexOf('endstream', start);
    return placements(inflated(bytes.subarray(start, end)));
  });
  return { pages, pictures: pictures.map((size) => size.map(millimetres)) };
}

function inflated(stream: Buffer): string {
  try {
    return inflateSync(stream, { finishFlush: 2 }).toString('latin1');
  } catch {
    return '';
  }
}

/** The unit square of a picture goes through every matrix in force (ISO 32000-1, 8.3 and 8.10). */
function placements(content: string): number[][] {
  if (!/ Do\b/.test(content)) return [];
  const stack: Matrix[] = [];
  let current: Matrix = [1, 0, 0, 1, 0, 0];
  const found: number[][] = [];
  const operands: string[] = [];
  for (const word of content.split(/\s+/)) {
    if (word === 'q') stack.push(current);
    else if (word === 'Q') current = stack.pop()!;
    else if (word === 'cm') current = product(operands.slice(-6).map(Number) as unknown as Matrix, current);
    else if (word === 'Do')
      found.push([Math.hypot(current[0], current[1]), Math.hypot(current[2], current[3])]);
    operands.push(word);
  }
  return found;
}

describe('films on paper', () => {
  let osteon: OsteonWindow;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(publishedRuntime().folder, 'sheets-'));
    chmodSync(folder, 0o777);
    osteon = await launchOsteon({ paths: [samples] });
    page = osteon.page;
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Alt+1');
    await page.keyboard.press('Control+p');
    await page.locator('[data-testid=sheets][data-drawing=false][data-count="1"]').waitFor();
  });
  afterAll(() => osteon.close());

  const savePdf = async (name: string) => {
    const path = join(folder, name);
    await osteon.app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, path);
    await page.getByTestId('save-pdf').click();
    await page.getByTestId('print-outcome').getByText(name).waitFor();
    return readPdf(path);
  };

  it('are as large as they are at true size: 100 mm of the film are 100 mm on the paper', async () => {
    await shoot(page, 'printing');
    await page.getByTestId('print-size').getByText('True size').click();
    await page.getByTestId('print-paper').getByText('A3').click();
    await shoot(page, 'printing-true-size');
    const { pages, pictures } = await savePdf('true.pdf');
    expect(pages).toHaveLength(1);
    expect(pages[0]![0]).toBeCloseTo(297, 0);
    expect(pages[0]![1]).toBeCloseTo(420, 0);
    expect(pictures).toHaveLength(1);
    const [[width, height]] = pictures as [[number, number]];
    // 640 x 960 pixels of 0.25 mm at the detector.
    const onPaper = (100 * width) / (640 * 0.25);
    expect(Math.abs(onPaper - 100)).toBeLessThan(0.5);
    expect(Math.abs((100 * height) / (960 * 0.25) - 100)).toBeLessThan(0.5);
  });

  it('are refused where they are larger than their place, and say what to do', async () => {
    await page.getByTestId('print-layout').getByText('4 films').click();
    await page.getByTestId('print-paper').getByText('A4').click();
    expect(await page.getByTestId('print-refusal').textContent()).toContain('larger than its place');
    expect(await page.getByTestId('save-pdf').isDisabled()).toBe(true);
    await shoot(page, 'printing-refused');
  });

  it('share a landscape sheet with the second reader called investigational', async () => {
    await page.getByTestId('print-size').getByText('As large as fits').click();
    await page.getByTestId('print-layout').getByText('2 films').click();
    await page.getByTestId('print-orientation').getByText('Landscape').click();
    await page.getByTestId('print-scope').getByText('Its study').click();
    await page.getByTestId('picture-secondReader').check();
    await page.getByTestId('sheet').getByText('Investigational, not for diagnosis').waitFor();
    await page.locator('[data-testid=sheets][data-drawing=false]').waitFor();
    await shoot(page, 'printing-two');
    const { pages, pictures } = await savePdf('two.pdf');
    expect([pages.length, pictures.length]).toEqual([1, 2]);
    await page.getByTestId('print-layout').getByText('1 film', { exact: true }).click();
    expect((await savePdf('one.pdf')).pages).toHaveLength(2);
  });

  it('say that printing failed where the printer is gone, and keep the sheets', async () => {
    // Chromium is asked to print on a printer that the system does not know; only the dialog is left out.
    await osteon.app.evaluate(({ app }) => {
      app.once('web-contents-created', (_, contents) => {
        const print = contents.print.bind(contents);
        const gone = {
          name: 'gone',
          displayName: 'Gone',
          description: '',
          options: {},
          isDefault: true,
          status: 0,
        };
        contents.getPrintersAsync = () => Promise.resolve([gone]);
        contents.print = (options, done) => print({ ...options, silent: true, deviceName: 'gone' }, done);
      });
    });
    await page.getByTestId('send-to-printer').click();
    await page.getByTestId('print').getByText('print-failed').waitFor();
    expect(await page.getByTestId('sheet').count()).toBeGreaterThan(0);
  });

  it('say that there is no printer where there is none', async () => {
    const printers = await osteon.app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]!.webContents.getPrintersAsync(),
    );
    if (printers.length > 0) return;
    await page.getByTestId('send-to-printer').click();
    await page.getByTestId('print').getByText('no-printer').waitFor();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('print').count()).toBe(0);
  });
});
