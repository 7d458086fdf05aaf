import { chmodSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

describe('exporting films as DICOM', () => {
  it('writes them de-identified unless asked otherwise, and over no export of before', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-exported-'));
    chmodSync(folder, 0o777);
    const film = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');
    const { app, page, close } = await launchOsteon({ paths: [film] });
    await app.evaluate(({ dialog }, chosen) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
    }, folder);
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+Shift+E');
    await page.getByTestId('dicom-form').getByText('Folder with DICOMDIR').click();
    await page.getByTestId('keep-device').check();
    await page.getByTestId('export-dicom-now').click();
    await page.getByText('1 film exported.').waitFor();
    await page.screenshot({ path: join(artifacts, 'dicom-export.png') });

    expect(readdirSync(folder).sort()).toEqual(['DICOM', 'DICOMDIR']);
    const place = join(folder, 'DICOM', 'PA000001', 'ST000001', 'SE000001', 'IM000001');
    const [source, exported] = [film, place].map((path) => parseDataSet(readFileSync(path)));
    expect(exported!.text(Tag.patientId)).toMatch(/^ANON-[0-9A-F]{10}$/);
    expect(exported!.text(Tag.sopInstanceUid)).not.toBe(source!.text(Tag.sopInstanceUid));
    expect(exported!.text(Tag.studyDate)).toBeNull();

    await page.getByTestId('dicom-identity').getByText('As it is, byte for byte').click();
    await page.getByTestId('export-dicom-now').click();
    await page.getByText('output-unwritable').waitFor();
    await page.getByTestId('dicom-form').getByText('ZIP archive').click();
    await page.getByTestId('export-dicom-now').click();
    await page.getByText('1 film exported.').waitFor();
    const archive = readdirSync(folder).find((name) => name.endsWith('.zip'))!;
    expect(readFileSync(join(folder, archive)).subarray(0, 2).toString()).toBe('PK');
    await page.keyboard.press('Escape');
    await page.getByTestId('dicom-export').waitFor({ state: 'detached' });
    await close();
  });
});
