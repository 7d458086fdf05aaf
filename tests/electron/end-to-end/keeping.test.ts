import { chmodSync, copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { activePane, shownFilm } from '../support/panes.ts';

describe('what is kept of a film', () => {
  let osteon: OsteonWindow;
  let page: Page;

  async function start(profile?: string): Promise<void> {
    const paths = [join(checkout, 'assets', 'samples', 'phantom-fracture.dcm')];
    osteon = await launchOsteon(profile === undefined ? { paths } : { paths, profile });
    page = osteon.page;
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+1');
    await page.locator(`${activePane}[data-scale="1"]`).waitFor();
  }
  beforeAll(() => start());
  afterAll(() => osteon?.close());

  async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
    const box = (await page.getByTestId('viewport').boundingBox())!;
    const [x, y] = [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    await page.mouse.move(x + from[0], y + from[1]);
    await page.mouse.down();
    await page.mouse.move(x + to[0], y + to[1], { steps: 5 });
    await page.mouse.up();
  }

  const lengths = (): Promise<string[]> =>
    page.locator('[data-testid=measurement-row][data-shape=length] .number').allInnerTexts();

  const line = (): Promise<string | null> =>
    page.locator('[data-testid=annotation][data-shape=length] .line').first().getAttribute('d');

  it('is there at the next start: a length as it was nudged, a text of any script and the star', async () => {
    await page.keyboard.press('l');
    await drag([-60, -150], [60, -150]);
    await page.keyboard.press('w');
    const drawn = await line();
    await page.keyboard.press('Alt+Shift+ArrowDown');
    await page.keyboard.press('Alt+ArrowDown');
    const nudged = await line();
    expect(nudged).not.toBe(drawn);
    await page.keyboard.press('t');
    await drag([-100, 60], [-100, 60]);
    await page.keyboard.type('Höhe 骨折');
    await page.keyboard.press('Enter');
    await page.keyboard.press('k');
    await page.getByTestId('key-image-mark').waitFor();
    await page.getByTestId('key-image').waitFor();
    expect(await page.getByTestId('unkept-marks').count()).toBe(0);

    await osteon.close();
    await start(osteon.profile);
    await page.getByTestId('key-image-mark').waitFor();
    await page.getByTestId('key-image').waitFor();
    expect(await lengths()).toEqual(['30 mm at detector']);
    expect(await line()).toBe(nudged);
    await page.getByTestId('measurements').getByText('Höhe 骨折').waitFor();
    await page.screenshot({ path: join(artifacts, 'kept.png') });
  });

  it('is hidden and shown, deleted at once and brought back', async () => {
    await page.keyboard.press('Shift+H');
    await page.getByTestId('hidden-mark').getByText('2 annotations hidden').waitFor();
    expect(await page.getByTestId('annotation').count()).toBe(0);
    await page.screenshot({ path: join(artifacts, 'kept-hidden.png') });
    await page.keyboard.press('Shift+H');
    expect(await page.getByTestId('annotation').count()).toBe(2);
    await page.keyboard.press('Control+Delete');
    expect(await page.getByTestId('annotation').count()).toBe(0);
    await page.keyboard.press('Control+z');
    expect(await lengths()).toEqual(['30 mm at detector']);
  });

  it('is found in the browser by its star', async () => {
    await page.keyboard.press('Control+f');
    await page.getByTestId('filter-key-images').click();
    await page.getByText('1 study', { exact: true }).waitFor();
    await page.screenshot({ path: join(artifacts, 'kept-browser.png') });
    await page.keyboard.press('Escape');
    await page.keyboard.press('k');
    await page.getByTestId('key-image').waitFor({ state: 'detached' });
    await page.keyboard.press('Control+f');
    await page.getByText('0 studies', { exact: true }).waitFor();
  });

  it('stays on the screen and goes on being kept while its medium is away, and is read again once it is back', async () => {
    await osteon.close();
    const medium = mkdtempSync(join(tmpdir(), 'osteon-medium-'));
    chmodSync(medium, 0o755);
    copyFileSync(join(checkout, 'assets', 'samples', 'phantom-fracture.dcm'), join(medium, 'film.dcm'));
    osteon = await launchOsteon({ paths: [medium], profile: osteon.profile });
    page = osteon.page;
    await page.locator(shownFilm).waitFor();
    // A copy of a film has what was drawn on the film.
    await page.getByTestId('measurements').getByText('Höhe 骨折').waitFor();
    renameSync(medium, `${medium}-away`);
    await page.keyboard.press('k');
    await page.getByTestId('key-image-mark').waitFor();
    await page.keyboard.press('Control+t');
    await page.getByText('The file is no longer there.').waitFor();
    expect(await page.locator(activePane).getAttribute('data-state')).toBe('shown');
    expect(await page.getByTestId('unkept-marks').count()).toBe(0);
    await page.screenshot({ path: join(artifacts, 'medium-away.png') });
    renameSync(`${medium}-away`, medium);
    await page.keyboard.press('Control+t');
    await page.keyboard.press('Control+t');
    await page.getByText('PatientName', { exact: false }).first().waitFor();
    rmSync(medium, { recursive: true });
  });
});
