import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { cornerFilm, hairlineFilm, hairlines } from '../../support/viewing-films.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

/** In the order in which they are listed. */
const films = { 'a-corner': cornerFilm(), 'b-hairline': hairlineFilm() };

describe('ways of looking at a film', () => {
  let osteon: OsteonWindow;
  let page: Page;

  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-viewed-'));
    chmodSync(folder, 0o755);
    for (const [name, bytes] of Object.entries(films)) writeFileSync(join(folder, `${name}.dcm`), bytes);
    osteon = await launchOsteon({ paths: [folder] });
    page = osteon.page;
    await page
      .getByTestId('image-row')
      .nth(Object.keys(films).length - 1)
      .waitFor();
    // The films are of one study, which would hang them side by side.
    await page.keyboard.press('Alt+1');
    await page.waitForFunction(() => document.querySelectorAll('[data-testid=viewport]').length === 1);
  });
  afterAll(() => osteon.close());

  async function show(name: keyof typeof films): Promise<void> {
    await page.getByTestId('image-row').nth(Object.keys(films).indexOf(name)).click();
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Escape');
    await settled();
  }
  const settled = (): Promise<void> => page.waitForTimeout(300);
  const shoot = (name: string) => page.screenshot({ path: join(artifacts, `viewing-${name}.png`) });

  /** The grey at a share of the film's extent on the screen from its middle, -0.5 to 0.5 each way. */
  function greyAt(x: number, y: number, extent: { width: number; height: number }): Promise<number> {
    return page.evaluate(
      ({ x, y, extent }) => {
        const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
        const context = canvas.getContext('2d')!;
        const at = [canvas.width / 2 + x * extent.width, canvas.height / 2 + y * extent.height] as const;
        return context.getImageData(Math.round(at[0]), Math.round(at[1]), 1, 1).data[0]!;
      },
      { x, y, extent },
    );
  }

  /** Which corner of the film the white block lies in, of a film at one to one. */
  async function brightCorner(extent: { width: number; height: number }): Promise<string> {
    const corners = {
      'top left': [-1, -1],
      'top right': [1, -1],
      'bottom left': [-1, 1],
      'bottom right': [1, 1],
    };
    const bright: string[] = [];
    for (const [corner, [x, y]] of Object.entries(corners))
      if ((await greyAt(0.45 * x!, 0.45 * y!, extent)) > 200) bright.push(corner);
    return bright.join();
  }

  const letters = () =>
    page.evaluate(() =>
      ['top', 'right', 'bottom', 'left']
        .map((edge) => document.querySelector(`p.edge.${edge}`)?.textContent)
        .join(''),
    );

  it('turns and flips pixels and letters together, and says so', async () => {
    await show('a-corner');
    await page.keyboard.press('Control+1');
    await settled();
    const [standing, lying] = [
      { width: 300, height: 400 },
      { width: 400, height: 300 },
    ];
    expect([await brightCorner(standing), await letters()]).toEqual(['top left', 'HLFR']);
    await page.keyboard.press('r');
    await settled();
    expect([await brightCorner(lying), await letters()]).toEqual(['top right', 'RHLF']);
    await page.keyboard.press('v');
    await settled();
    expect([await brightCorner(lying), await letters()]).toEqual(['bottom right', 'LHRF']);
    expect((await page.getByTestId('orientation-mark').textContent())?.trim()).toBe('Flipped · turned 90°');
    // 0.2 mm a pixel at one to one: 5 device pixels a millimetre, and a quarter of the canvas is about 200.
    const bar = page.getByTestId('scale-bar');
    expect((await bar.textContent())?.trim()).toBe('2 cm at detector');
    expect((await bar.boundingBox())?.width).toBeCloseTo(100, 0);
    await shoot('turned-and-flipped');
    await page.keyboard.press('Shift+R');
    await page.keyboard.press('h');
    await settled();
    expect([await brightCorner(standing), await letters()]).toEqual(['top left', 'HLFR']);
    expect(await page.getByTestId('orientation-mark').count()).toBe(0);
  });

  it('averages a film that is larger than the screen, and loses no hairline', async () => {
    await show('b-hairline');
    const { scale, sums } = await page.evaluate((hairlines) => {
      const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
      const scale = Number(document.querySelector<HTMLElement>('[data-testid=viewport]')!.dataset['scale']);
      const { data } = canvas.getContext('2d')!.getImageData(0, canvas.height >> 1, canvas.width, 1);
      const at = (column: number): number => Math.round(canvas.width / 2 + (column - 1024) * scale);
      const sum = (from: number): number =>
        Array.from({ length: 9 }, (_, i) => data[4 * (from - 4 + i)]!).reduce((a, b) => a + b);
      return { scale, sums: hairlines.map((column) => sum(at(column))) };
    }, hairlines);
    expect(scale).toBeLessThan(0.5);
    // A white pixel of 255 over the share of a screen pixel that it covers, to a grey level each of two samples.
    for (const sum of sums) expect(Math.abs(sum - 255 * scale)).toBeLessThan(2);
    await shoot('hairlines');
  });

  it('shows native pixels under the magnifier while M is held, under a window of its own', async () => {
    await show('b-hairline');
    const box = (await page.getByTestId('viewport-canvas').boundingBox())!;
    const scale = Number(await page.locator(activePane).getAttribute('data-scale'));
    // Onto the second hairline, which is a fraction of a screen pixel wide on the fitted film.
    const x = box.x + box.width / 2 + (hairlines[1]! + 0.5 - 1024) * scale;
    await page.mouse.move(x, box.y + box.height / 2);
    await page.keyboard.down('m');
    await page.getByTestId('magnifier').waitFor();
    await settled();
    const brightest = (): Promise<number> =>
      page.evaluate(() => {
        const lens = document.querySelector<HTMLCanvasElement>('[data-testid=magnifier] canvas')!;
        const { data } = lens.getContext('2d')!.getImageData(0, lens.height >> 1, lens.width, 1);
        return Math.max(...data.filter((_, i) => i % 4 === 0));
      });
    // Interpolated at 2 : 1 the nearest samples lie a quarter of a pixel off: 255 * 3 / 4 is 191.
    expect(await brightest()).toBeGreaterThan(186);
    await shoot('magnifier');
    await page.mouse.down();
    await page.mouse.move(x, box.y + box.height / 2 + 300, { steps: 4 });
    await page.mouse.up();
    await settled();
    expect(await page.getByTestId('magnifier').textContent()).toMatch(/200 % · C 4\d\d\d W 4096/);
    expect(await page.locator(activePane).getAttribute('data-window-center')).toBe('2048');
    await page.keyboard.up('m');
    expect(await page.getByTestId('magnifier').count()).toBe(0);
  });

  it('lists the attributes of the file under Ctrl+T, and finds among them', async () => {
    await show('a-corner');
    await page.keyboard.press('Control+t');
    await page.getByTestId('tag-count').waitFor();
    await shoot('attributes');
    await page.getByTestId('search-tags').fill('imager');
    expect((await page.getByTestId('tag-count').textContent())?.trim()).toMatch(/^1\s+line$/);
    expect(await page.getByTestId('tag-browser').textContent()).toMatch(
      /\(0018,1164\).*ImagerPixelSpacing.*0\.2\\0\.2/,
    );
    await page.getByTestId('viewport-canvas').click();
    await page.keyboard.press('Escape');
    expect(await page.getByTestId('tag-browser').count()).toBe(0);
  });
});
