import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { artifacts, checkout } from '../support/checkout.ts';
import { expectedGreys, patchOf } from '../support/film-patch.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';
import { publishedRuntime } from '../support/runtime.ts';

const film = join(checkout, 'assets', 'samples', 'phantom-intact.dcm');
const shoot = (page: Page, name: string) => page.screenshot({ path: join(artifacts, `${name}.png`) });
const shown = (page: Page) => page.locator(shownFilm).waitFor();

/** The mean difference of neighbours along the middle row of the canvas: sharper pictures have more. */
function edginess(page: Page): Promise<number> {
  return page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
    const { width, height } = canvas;
    const { data } = canvas.getContext('2d')!.getImageData(0, height >> 1, width, 1);
    let sum = 0;
    for (let x = 4; x < data.length; x += 4) sum += Math.abs(data[x]! - data[x - 4]!);
    return sum / width;
  });
}

describe('the picture', () => {
  let osteon: OsteonWindow;
  beforeAll(async () => {
    osteon = await launchOsteon({ paths: [film] });
    await shown(osteon.page);
  });
  afterAll(() => osteon.close());

  it('is sharpened and evened for the eye alone, and says so until Escape', async () => {
    const { page } = osteon;
    const plain = await edginess(page);
    await page.keyboard.press('Shift+X');
    await page.getByTestId('filter-mark').waitFor();
    await page.waitForTimeout(500);
    expect(await edginess(page)).toBeGreaterThan(plain);
    await page.keyboard.press('Shift+C');
    await page.getByText('Local contrast (CLAHE)', { exact: false }).waitFor();
    await page.waitForTimeout(500);
    await shoot(page, 'filters');
    await page.keyboard.press('Escape');
    await page.waitForTimeout(500);
    expect(await page.getByTestId('filter-mark').count()).toBe(0);
    expect(await edginess(page)).toBe(plain);
  });

  it('is turned freely, with its letters and a mark', async () => {
    const { page } = osteon;
    await page.keyboard.press('Control+r');
    const box = (await page.getByTestId('viewport-canvas').boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x + 200, y);
    await page.mouse.down();
    await page.mouse.move(x + 200, y + 25, { steps: 4 });
    await page.mouse.up();
    // atan(25 / 200) is 7.1 degrees.
    expect(await page.getByTestId('orientation-mark').textContent()).toContain('Turned 7°');
    await shoot(page, 'turned');
    await page.keyboard.press('Escape');
    await page.keyboard.press('w');
  });

  it('is shown at its true size once the monitor was measured', async () => {
    const { page } = osteon;
    await page.keyboard.press('Control+2');
    await page.getByTestId('card-width').fill('342');
    await shoot(page, 'true-size-form');
    await page.getByTestId('keep-monitor-size').click();
    await page.getByText('mm a pixel', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+2');
    await page.getByTestId('true-size-mark').waitFor();
    // The scale bar's own length in device pixels, of 85.60 / 342 mm each.
    const bar = page.getByTestId('scale-bar');
    const millimetres = Number(await bar.getAttribute('data-millimetres'));
    const onGlass = (await bar.boundingBox())!.width * (85.6 / 342);
    expect(Math.abs(onGlass - millimetres)).toBeLessThan(0.3);
    await shoot(page, 'true-size');
  });

  it('is copied as it is on the screen, with the patient’s name only where that was asked for', async () => {
    const { page, app } = osteon;
    await page.keyboard.press('=');
    const canvas = await page
      .getByTestId('viewport-canvas')
      .evaluate((element) => [(element as HTMLCanvasElement).width, (element as HTMLCanvasElement).height]);
    const copies: { readonly size: readonly number[]; readonly brightCorner: number; png: string }[] = [];
    for (const keys of ['Control+c', 'Control+Alt+Shift+C']) {
      await app.evaluate(({ clipboard }) => clipboard.clear());
      await page.keyboard.press(keys);
      await page.getByTestId('film-notice').waitFor();
      copies.push(
        await app.evaluate(({ clipboard }) => {
          const image = clipboard.readImage();
          const { width, height } = image.getSize();
          const bitmap = image.toBitmap();
          let brightCorner = 0;
          // Where the name stands at the top left, beside the film.
          for (let y = 0; y < 40; y++)
            for (let x = 0; x < 140; x++) if (bitmap[4 * (y * width + x)]! > 128) brightCorner++;
          return { size: [width, height], brightCorner, png: image.toPNG().toString('base64') };
        }),
      );
      await page.keyboard.press('=');
    }
    writeFileSync(join(artifacts, 'copied.png'), Buffer.from(copies[0]!.png, 'base64'));
    expect(copies.map(({ size }) => size)).toEqual([canvas, canvas]);
    expect(copies[0]!.brightCorner).toBe(0);
    expect(copies[1]!.brightCorner).toBeGreaterThan(20);
  });

  it('is judged by a test pattern drawn in the monitor’s own pixels', async () => {
    const { page } = osteon;
    await page.keyboard.press('Control+Shift+M');
    const canvas = page.locator('[data-testid=test-pattern] canvas');
    await page.waitForTimeout(500);
    const [width, height] = await canvas.evaluate((element) => {
      const { width: across, height: down } = element as HTMLCanvasElement;
      return [across, down];
    });
    const box = (await canvas.boundingBox())!;
    expect([width, height]).toEqual([box.width, box.height]);
    await shoot(page, 'test-pattern');
    await page.keyboard.press('Escape');
    expect(await canvas.count()).toBe(0);
  });
});

describe('the picture on a scaled desktop', () => {
  // 125 % by the desktop; a page zoom of 1.2 makes 150 % of it.
  it('shows each stored pixel on one device pixel at 125 and at 150 %', async () => {
    const runtime = publishedRuntime();
    const switches = [...runtime.switches, '--force-device-scale-factor=1.25'];
    const { app, page, close } = await launchOsteon({ paths: [film], runtime: { ...runtime, switches } });
    await shown(page);
    for (const zoom of [1, 1.2]) {
      await app.evaluate(({ BrowserWindow }, factor) => {
        BrowserWindow.getAllWindows()[0]!.webContents.setZoomFactor(factor);
      }, zoom);
      await page.keyboard.press('Control+1');
      await page.locator(`${activePane}[data-scale="1"]`).waitFor();
      await page.waitForTimeout(500);
      const density = await page.evaluate(() => window.devicePixelRatio);
      expect(density).toBeCloseTo(1.25 * zoom, 6);
      const patch = await patchOf(page);
      expect(patch.painted).toEqual(expectedGreys(patch));
      const [backing, laidOut] = await page
        .getByTestId('viewport-canvas')
        .evaluate((canvas) => [
          (canvas as HTMLCanvasElement).width,
          canvas.getBoundingClientRect().width * window.devicePixelRatio,
        ]);
      // A canvas whose edges fall between device pixels takes the whole ones.
      expect(Math.abs(backing! - laidOut!)).toBeLessThan(1);
    }
    await close();
  });
});
