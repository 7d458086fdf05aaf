import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSmallFilms } from '../../../src-main/development/crash/small-films.ts';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { violations } from '../support/axe.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';

const films = 24;

describe('a scan from the menu', () => {
  it('judges a folder while the window stays at hand, and its worklist is read by keys', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'osteon-worklist-'));
    const night = join(folder, 'night');
    const model = join(folder, 'model');
    mkdirSync(night);
    await writeTinyModel(model, { gain: -16, rows: 64, columns: 64 });
    writeSmallFilms(night, films);
    writeFileSync(join(night, 'broken.dcm'), filmFile().subarray(0, 3000));
    writeFileSync(join(night, 'ct.dcm'), filmFile({ Modality: 'CT', StudyInstanceUID: '2.25.77' }));
    for (const each of [folder, night, model]) chmodSync(each, 0o777);
    const out = join(folder, 'results.csv');
    const { app, page, profile, close } = await launchOsteon({ environment: { OSTEON_MODEL_DIR: model } });
    await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();

    await app.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const shares: number[] = [];
      const show = window!.setProgressBar.bind(window);
      window!.setProgressBar = (share) => {
        shares.push(share);
        show(share);
      };
      Object.assign(globalThis, { shares });
    });
    await app.evaluate(
      ({ dialog, Menu }, chosen) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen.night] });
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen.out });
        const menu = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Scan');
        menu?.submenu?.items.find(({ label }) => label === 'Folder…')?.click();
      },
      { night, out },
    );
    await page.getByTestId('scan-modalities').fill('dx, ct');
    await page.screenshot({ path: join(artifacts, 'scan-form.png') });
    await page.keyboard.press('Enter');
    await page.getByTestId('batch-status').waitFor();
    await page.keyboard.press('Control+l');
    await page.locator('[data-testid=batch-status][data-phase=finished]').waitFor({ timeout: 120_000 });
    expect(await page.getByTestId('batch-status').textContent()).toContain(
      `Scan of night finished: ${films + 2} films, 1 failed, in results.csv`,
    );
    expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(films + 3);

    // The bar on the taskbar went up and away, and nothing that keeps the computer awake is left of what did.
    const desktop = await app.evaluate(({ powerSaveBlocker }) => {
      const { shares } = globalThis as unknown as { readonly shares: readonly number[] };
      const next = powerSaveBlocker.start('prevent-app-suspension');
      powerSaveBlocker.stop(next);
      const earlier = Array.from({ length: next }, (_, id) => id);
      return { shares, began: next, awake: earlier.some((id) => powerSaveBlocker.isStarted(id)) };
    });
    expect(desktop).toMatchObject({ awake: false });
    expect(desktop.began).toBeGreaterThan(0);
    expect(desktop.shares.at(-1)).toBe(-1);
    expect(Math.max(...desktop.shares)).toBeGreaterThan(0);

    const rows = page.getByTestId('worklist-row');
    await page.getByText(`${films} studies with a score`).waitFor();
    expect(await page.getByTestId('unscored').textContent()).toContain(
      '2 without a score: 1 failed, 1 outside scope',
    );
    const scores = await rows.evaluateAll((all) =>
      all.map((row) => Number(row.getAttribute('data-probability'))),
    );
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    await page.getByTestId('unscored').getByRole('button').click();
    expect(await violations(page)).toEqual([]);
    await page.screenshot({ path: join(artifacts, 'worklist.png') });
    await page.getByTestId('unscored').getByRole('button').click();

    const list = page.getByTestId('worklist-list');
    await list.focus();
    await page.keyboard.press('s');
    await page.getByTestId('chart').first().waitFor();
    expect(await violations(page)).toEqual([]);
    const reported = join(folder, 'report.html');
    const printed = join(folder, 'report.pdf');
    for (const file of [reported, printed]) {
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
      }, file);
      await page.getByTestId('scan-report').click();
      await page.getByText(`Report written: ${file === printed ? 'report.pdf' : 'report.html'}`).waitFor();
    }
    expect(readFileSync(reported, 'utf8')).toContain('Row 1:');
    expect(readFileSync(printed).subarray(0, 5).toString()).toBe('%PDF-');
    await page.screenshot({ path: join(artifacts, 'worklist-summary.png') });
    await page.getByTestId('worklist-summary').focus();
    await page.keyboard.press('s');
    await list.waitFor();
    const bar = page.getByTestId('worklist-bar');
    const reads = async (place: string) => {
      await bar.getByText(place).waitFor();
      await page.locator('[data-testid=worklist-bar][data-ready=true]').waitFor();
    };
    await page.getByTestId('worklist-outcome').selectOption('failed');
    expect(await rows.count()).toBe(1);
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await bar.getByText('not opened').waitFor();
    await page.keyboard.press('Control+l');
    await page.getByTestId('worklist-outcome').selectOption('outOfScope');
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await reads('1 of 1');
    expect(await page.getByTestId('probability').count()).toBe(0);
    await page.keyboard.press('Control+l');
    await page.getByTestId('worklist-whole').click();

    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await reads(`1 of ${films}`);
    await page.locator('[data-testid=heat-map][data-visible=true]').waitFor();
    await page.screenshot({ path: join(artifacts, 'worklist-film.png') });
    await page.keyboard.press('j');
    // Asked once, before the first verdict.
    await page.getByTestId('reader-name').fill('A. Reader');
    await page.screenshot({ path: join(artifacts, 'agreement-reader.png') });
    await page.keyboard.press('Enter');
    await reads(`2 of ${films}`);
    expect(await page.getByTestId('reader').textContent()).toContain('A. Reader');
    await page.keyboard.press('n');
    await reads(`3 of ${films}`);
    await page.keyboard.press('Control+z');
    await reads(`2 of ${films}`);
    await page.keyboard.press('Control+l');
    await page.getByText(`${films} studies with a score, 1 judged`).waitFor();
    expect(await rows.first().getByTestId('verdict').textContent()).toBe('agree');

    await page.getByTestId('worklist-read-first').check();
    await page.getByTestId('worklist-verdict').selectOption('none');
    await list.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await reads(`1 of ${films - 1}`);
    await page.getByTestId('result-withheld').waitFor();
    expect(await page.getByTestId('probability').count()).toBe(0);
    expect(await page.getByTestId('finding-badge').count()).toBe(0);
    await page.screenshot({ path: join(artifacts, 'worklist-read-first.png') });
    await page.keyboard.press('u');
    await page.getByTestId('probability').waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('result-withheld').waitFor();
    await page.keyboard.press('n');
    await page.getByTestId('probability').waitFor();

    await page.keyboard.press('Control+Shift+a');
    const chain = page.getByTestId('chain-state');
    // Agreed, disagreed and taken back, unsure, no fracture: three films have a verdict that stands.
    await chain.getByText('The log is intact: 5 entries.').waitFor();
    expect(await page.getByTestId('agreement-count').textContent()).toContain(
      '3 verdicts count, 1 of them unsure',
    );
    await page.screenshot({ path: join(artifacts, 'agreement.png') });
    await page.getByTestId('agreement-read-first').check();
    // Their scores had stood in the list before they were hidden.
    await page.getByText('No verdict fits the filter.').waitFor();
    const csv = join(folder, 'agreement.csv');
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, csv);
    await page.getByTestId('export-agreement').click();
    await page.getByText('Saved: agreement.csv').waitFor();
    expect(readFileSync(csv, 'utf8').split('\r\n')).toHaveLength(7);
    expect(readFileSync(csv, 'utf8')).not.toContain('A. Reader');
    await page.keyboard.press('Escape');
    const log = join(profile, 'agreement', 'agreement.log');
    const whole = readFileSync(log, 'utf8');
    expect(whole).not.toContain('A. Reader');
    writeFileSync(log, whole.replace('"verdict":"disagree"', '"verdict":"disagreE"'));
    await page.keyboard.press('Control+Shift+a');
    await chain.getByText('Entry 2 was altered.').waitFor();
    await page.screenshot({ path: join(artifacts, 'agreement-altered.png') });
    await close();

    const again = await launchOsteon({ profile, environment: { OSTEON_MODEL_DIR: model } });
    await again.app.evaluate(({ Menu }) => {
      const menu = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Scan');
      menu?.submenu?.items.find(({ label }) => label === 'Last worklist')?.click();
    });
    await again.page.getByText(`${films} studies with a score, 3 judged`).waitFor();
    expect(await again.page.getByTestId('unscored').textContent()).toContain('2 without a score');
    await again.close();
  });
});
