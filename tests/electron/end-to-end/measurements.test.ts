import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { formatValue } from '#common/measure/measurement-texts';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

/** A place on the screen, from the middle of the film area in CSS pixels. */
type Place = readonly [x: number, y: number];

describe('measuring on the sample study', () => {
  let osteon: OsteonWindow;
  let page: Page;

  beforeAll(() => start());

  async function start(profile?: string): Promise<void> {
    const paths = [join(checkout, 'assets', 'samples', 'phantom-fracture.dcm')];
    osteon = await launchOsteon(profile === undefined ? { paths } : { paths, profile });
    page = osteon.page;
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+1');
    await page.locator(`${activePane}[data-scale="1"]`).waitFor();
  }
  afterAll(() => osteon?.close());

  async function onScreen([x, y]: Place): Promise<Place> {
    const box = (await page.getByTestId('viewport').boundingBox())!;
    return [Math.round(box.x + box.width / 2) + x, Math.round(box.y + box.height / 2) + y];
  }

  async function drag(from: Place, to: Place): Promise<void> {
    await page.mouse.move(...(await onScreen(from)));
    await page.mouse.down();
    await page.mouse.move(...(await onScreen(to)), { steps: 5 });
    await page.mouse.up();
  }

  async function click(place: Place): Promise<void> {
    await page.mouse.click(...(await onScreen(place)));
  }

  /** The numbers of a measurement, once it is selected in the list. */
  async function rowsOf(shape: string): Promise<string> {
    const row = page.locator(`[data-testid=measurement-row][data-shape=${shape}]`);
    if (!(await row.locator('dl').isVisible())) await row.locator('.name').click();
    return (await row.locator('dl').innerText()).replaceAll('\n', ' ');
  }

  it('gives lengths in millimetres of the detector, and angles', async () => {
    await page.keyboard.press('l');
    await drag([-60, -150], [60, -150]);
    // 120 pixels of the sample's 0.25 mm.
    expect(await rowsOf('length')).toBe('Length 30 mm at detector');
    await page.keyboard.press('a');
    for (const place of [
      [-80, -90],
      [-80, -30],
      [-20, -30],
    ] as const)
      await click(place);
    expect(await rowsOf('angle')).toBe('Angle 90.0°');
  });

  it('gives the statistics that asking every pixel gives', async () => {
    await page.keyboard.press('e');
    await drag([-35, 20], [35, 120]);
    const said = await rowsOf('ellipse');
    const { mean, deviation, least, greatest, count } = await askEveryPixel(page);
    expect(said).toContain(`Mean ${formatValue(mean)} SD ${formatValue(deviation)}`);
    expect(said).toContain(`Min ${least} Max ${greatest} Pixels ${count}`);
    expect(await page.getByTestId('histogram').isVisible()).toBe(true);
    await page.screenshot({ path: join(artifacts, 'measurements.png') });
  });

  it('follows the film when it is turned and magnified', async () => {
    await page.keyboard.press('r');
    await page.keyboard.press('=');
    await page.waitForTimeout(300);
    expect(await rowsOf('length')).toBe('Length 30 mm at detector');
    await page.screenshot({ path: join(artifacts, 'measurements-turned.png') });
    await page.keyboard.press('Shift+R');
    await page.keyboard.press('Control+1');
  });

  it('calibrates by a line, and takes it back', async () => {
    await rowsOf('length');
    await page.keyboard.press('c');
    await page.keyboard.type('15');
    await page.keyboard.press('Enter');
    expect(await rowsOf('length')).toBe('Length 15 mm calibrated by user');
    expect(await page.getByTestId('ruler').innerText()).toContain('Calibrated by user: a line of 15 mm');
    await page.keyboard.press('Control+z');
    expect(await rowsOf('length')).toBe('Length 30 mm at detector');
  });

  it('remembers the calibration when the film is opened another time', async () => {
    await rowsOf('length');
    await page.keyboard.press('c');
    await page.keyboard.type('15');
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('ruler').innerText()).toContain('a line of 15 mm');
    await page.waitForFunction(async () => {
      const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]');
      const kept = await window.bridge.invoke('recallMarks', viewport?.dataset['imageId'] ?? '');
      return kept.ok && kept.value?.calibration?.millimetres === 15;
    });
    await osteon.close();
    await start(osteon.profile);
    await page.getByText('Calibrated by user: a line of 15 mm').waitFor();
    // What was drawn is there again too, and would lie under what is drawn now.
    await page.keyboard.press('Control+Delete');
    await page.keyboard.press('l');
    await drag([-60, -150], [60, -150]);
    expect(await rowsOf('length')).toBe('Length 15 mm calibrated by user');
    await page.getByRole('button', { name: 'Remove' }).click();
    expect(await rowsOf('length')).toBe('Length 30 mm at detector');
  });

  it('moves, deletes and brings back with keys and pointer', async () => {
    const line = page.locator('[data-testid=annotation][data-shape=length] .line');
    const place = (): Promise<string | null> => line.first().getAttribute('d');
    const drawn = await place();
    await page.keyboard.press('w');
    await drag([0, -150], [0, -180]);
    const moved = await place();
    expect(moved).not.toBe(drawn);
    await page.keyboard.press('Delete');
    expect(await line.count()).toBe(0);
    await page.keyboard.press('Control+z');
    expect(await place()).toBe(moved);
    await page.keyboard.press('Control+z');
    expect(await place()).toBe(drawn);
    await page.keyboard.press('Control+y');
    await page.keyboard.press('Control+Shift+z');
    expect(await line.count()).toBe(0);
  });

  it('writes on the film and reads the value under the pointer', async () => {
    await page.keyboard.press('t');
    await click([-100, 60]);
    await page.keyboard.type('cortical step');
    await page.keyboard.press('Enter');
    await page.keyboard.press('q');
    await drag([-60, 90], [-10, 40]);
    await page.keyboard.press('x');
    await page.mouse.move(...(await onScreen([10, 10])));
    await page.locator('[data-testid=probe]').waitFor();
    expect(await page.getByTestId('probe').innerHTML()).toMatch(/\d+ {2}row \d+, column \d+/);
    await page.screenshot({ path: join(artifacts, 'annotations.png') });
  });
});

/** The pixels of the drawn ellipse by its equation, from the file's own values. */
function askEveryPixel(page: Page) {
  return page.evaluate(async () => {
    const viewport = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid=viewport-canvas]')!;
    const reply = await window.bridge.invoke('loadFrame', viewport.dataset['imageId']!);
    if (!reply.ok) throw new Error(reply.error.message);
    const { description, storedValues } = reply.value;
    const { rows, columns, rescaleSlope, rescaleIntercept } = description.pixels;
    const box = viewport.getBoundingClientRect();
    // At one to one the film's corner lies on a whole canvas pixel next to where centring puts it.
    const left = Math.round(canvas.width / 2 - columns / 2);
    const top = Math.round(canvas.height / 2 - rows / 2);
    const middle = {
      x: Math.round(box.x + box.width / 2) - box.x - left,
      y: Math.round(box.y + box.height / 2) - box.y - top + 70,
    };
    const values: number[] = [];
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const x = (column + 0.5 - middle.x) / 35;
        const y = (row + 0.5 - middle.y) / 50;
        if (x * x + y * y <= 1)
          values.push(storedValues[row * columns + column]! * rescaleSlope + rescaleIntercept);
      }
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return {
      count: values.length,
      mean,
      deviation: Math.sqrt(squares / values.length),
      least: Math.min(...values),
      greatest: Math.max(...values),
    };
  });
}
