import { chmodSync, existsSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { handFilm } from '../../../src-main/development/hand-film.ts';
import { writeDicom } from '../../../src-main/development/write-dicom.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

/** A film of a hand of one series with the others, darker to the left. */
function film(number: number, rows: number, columns: number): Uint8Array {
  const attributes = {
    Rows: rows,
    Columns: columns,
    InstanceNumber: number,
    SOPInstanceUID: `2.25.7.${number}`,
  };
  return writeDicom(
    handFilm(attributes),
    Uint16Array.from(
      { length: rows * columns },
      (_, at) => 200 + Math.floor(((at % columns) / columns) * 3000),
    ),
  );
}

/** So many that the last is not fetched ahead while one of the first is shown. */
const furtherFilms = [3, 4, 5, 6, 7, 8, 9];

/** Moves the folder of the index to `*-away` at a moment at which nobody has the index open. */
async function moveAwayUnused(index: string): Promise<void> {
  for (;;) {
    // The engine may take its turn anew at any moment, which answers this wish of another process too.
    writeFileSync(join(index, 'studies.db.wanted'), '');
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (existsSync(join(index, 'studies.db.owner'))) continue;
    renameSync(index, `${index}-away`);
    if (!existsSync(join(`${index}-away`, 'studies.db.owner'))) return;
    renameSync(`${index}-away`, index);
  }
}

describe('a window with a bad medium and a bad disk', () => {
  let disc: string;
  let osteon: OsteonWindow;
  let page: Page;

  beforeAll(async () => {
    disc = mkdtempSync(join(tmpdir(), 'osteon-disc-'));
    writeFileSync(join(disc, '1'), film(1, 400, 300), { mode: 0o444 });
    writeFileSync(join(disc, '2'), film(2, 200, 600), { mode: 0o444 });
    for (const number of furtherFilms)
      writeFileSync(join(disc, `${number}`), film(number, 400, 300), { mode: 0o444 });
    // As a disc is.
    chmodSync(disc, 0o555);
    osteon = await launchOsteon({ paths: [disc] });
    page = osteon.page;
    await page.getByTestId('image-row').nth(8).waitFor();
    await page.keyboard.press('Alt+1');
  });
  afterAll(async () => {
    await osteon?.close();
    rmSync(disc, { recursive: true, force: true });
  });

  const shown = (): Promise<string | null> => page.locator(shownFilm).getAttribute('data-image-id');
  async function next(): Promise<void> {
    const before = await shown();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((old) => {
      const film = document.querySelector<HTMLElement>('[data-testid=viewport][data-state=shown]');
      return film !== null && film.dataset['imageId'] !== old;
    }, before);
  }
  const proportions = async (): Promise<number> => {
    const { width, height } = await page
      .getByTestId('viewport-canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { width, height } = canvas;
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
        let [left, right, top, bottom] = [width, 0, height, 0];
        for (let y = 0; y < height; y += 2)
          for (let x = 0; x < width; x += 2)
            if (data[4 * (y * width + x)]! > 40) {
              [left, right] = [Math.min(left, x), Math.max(right, x)];
              [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
            }
        return { width: right - left, height: bottom - top };
      });
    return width / height;
  };

  it('shows films of different sizes of one series in their own shape, and leaves the disc as it is', async () => {
    await page.locator(shownFilm).waitFor();
    expect(await proportions()).toBeLessThan(1);
    await next();
    expect(await proportions()).toBeGreaterThan(1.5);
    expect(readdirSync(disc).sort()).toEqual(['1', '2', ...furtherFilms.map(String)]);
  });

  it('says by name that a film vanished, and judges none in its place', async () => {
    chmodSync(disc, 0o755);
    rmSync(join(disc, '9'));
    await page.getByTestId('image-row').nth(8).click();
    await page.getByText('The file is no longer there.').first().waitFor();
    expect(await page.getByTestId('probability').count()).toBe(0);
    await page.screenshot({ path: join(artifacts, 'film-vanished.png') });
    await page.getByTestId('image-row').nth(1).click();
    await page.locator(shownFilm).waitFor();
  });

  it('keeps a star on the screen while the index has no folder, and does not close over it unasked', async () => {
    const index = join(osteon.profile, 'index');
    await moveAwayUnused(index);
    await page.keyboard.press('k');
    await page.getByTestId('unkept-marks').waitFor();
    // Nobody is there to answer the system's dialog: the first answer is to stay.
    await osteon.app.evaluate(({ BrowserWindow, dialog }) => {
      dialog.showMessageBox = async (...asked: unknown[]) => {
        Object.assign(globalThis, { asked: asked.at(-1) });
        return { response: 0, checkboxChecked: false };
      };
      BrowserWindow.getAllWindows()[0]!.close();
    });
    let asked: string | undefined;
    while (asked === undefined)
      asked = await osteon.app.evaluate(() => (globalThis as { asked?: { message: string } }).asked?.message);
    expect(asked).toBe('Marks or a note on 1 film are not saved.');
    await page.getByTestId('key-image-mark').waitFor();
    await page.screenshot({ path: join(artifacts, 'unsaved-star.png') });

    renameSync(`${index}-away`, index);
    const closed = page.waitForEvent('close');
    await osteon.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close());
    await closed;
    osteon = await launchOsteon({ paths: [join(disc, '2')], profile: osteon.profile });
    page = osteon.page;
    await page.getByTestId('key-image-mark').waitFor();
  });

  it('says what is encrypted, and that nothing is where there is no keyring', async () => {
    await page.keyboard.press('Control+,');
    await page.getByTestId('settings-privacy').click();
    await page.getByText('Not encrypted').waitFor();
    await page.screenshot({ path: join(artifacts, 'privacy.png') });
  });
});
