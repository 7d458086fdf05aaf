import { chmodSync, copyFileSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { violations } from '../support/axe.ts';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

async function waitForArchive(folder: string): Promise<void> {
  while (!readdirSync(folder).some((name) => /^dicom-objects-[0-9-]+\.zip$/.test(name))) await sleep(20);
}

describe('saving as DICOM', () => {
  it('writes report, picture and display of the film on screen into the folder that is chosen', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-saved-'));
    chmodSync(folder, 0o777);
    const film = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');
    const { app, page, close } = await launchOsteon({ paths: [film] });
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('r');
    await page.keyboard.press('Control+Shift+D');
    await page.locator('[data-testid=save-picture]:enabled').check();
    await page.getByTestId('save-objects-now').click();
    await page.getByText('3 objects saved.').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(artifacts, 'save-objects.png') });
    await page.getByTestId('destination').selectOption('ZIP archive');
    await page.getByTestId('save-objects-now').click();
    await waitForArchive(folder);

    const source = parseDataSet(readFileSync(film));
    const uid = source.text(Tag.sopInstanceUid)!;
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.dcm'))
      .sort();
    expect(names).toEqual(['pr', 'sc', 'sr'].map((ending) => `${uid}.1.${ending}.dcm`));
    const saved = names.map((name) => parseDataSet(readFileSync(join(folder, name))));
    expect(saved.map((one) => one.text(Tag.modality))).toEqual(['PR', 'OT', 'SR']);
    expect(new Set(saved.map((one) => one.text(Tag.patientId)))).toEqual(new Set(['SYNTHETIC']));
    // Image Rotation (0070,0042), of the quarter turn.
    expect(saved[0]!.uint16('x00700042')).toBe(90);
    await close();
  });

  it('opens them again beside the film: measurements, starred images and the display as it was read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-saved-'));
    chmodSync(folder, 0o777);
    copyFileSync(join(checkout, 'assets', 'samples', 'phantom-fracture.dcm'), join(folder, 'film.dcm'));
    const { app, page, close } = await launchOsteon({ paths: [join(folder, 'film.dcm')] });
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('l');
    const { x, y, width, height } = (await page.locator(shownFilm).boundingBox())!;
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2 + 60, y + height / 2 + 40, { steps: 5 });
    await page.mouse.up();
    await page.locator('[data-testid=annotation][data-shape=length]').waitFor();
    await page.keyboard.press('k');
    await page.keyboard.press('r');
    await app.evaluate(({ Menu }) => {
      const entries = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []);
      entries?.find(({ label }) => label === 'Save as DICOM…')?.click();
    });
    await page.locator('[data-testid=save-keyImages]:enabled').check();
    await page.getByTestId('save-objects-now').click();
    await page.getByText('4 objects saved.').waitFor();
    await close();

    const again = await launchOsteon({ paths: [folder] });
    await again.page.locator(shownFilm).waitFor();
    const objects = again.page.getByTestId('found-object');
    await objects.nth(3).waitFor();
    const state = again.page.locator('[data-testid=found-object][data-kind=presentationState]');
    await state.getByText('Show on film').click();
    await again.page.getByTestId('found-drawing').first().waitFor();
    expect(await again.page.locator(shownFilm).getAttribute('data-rotation')).toBe('90');
    expect(await violations(again.page)).toEqual([]);
    await again.page.screenshot({ path: join(artifacts, 'found-objects.png') });
    const measurements = objects.filter({ hasText: 'Measurements as read' });
    await measurements.getByText('Take over drawings').click();
    await again.page.locator('[data-testid=annotation][data-shape=length]').first().waitFor();
    await measurements.getByText('Read document').click();
    await again.page.getByTestId('report-pane').getByText('How lengths are known').waitFor();
    expect(await violations(again.page)).toEqual([]);
    await again.page.screenshot({ path: join(artifacts, 'report.png') });
    await again.close();
  });
});
