import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { zipBytes } from '../../support/zip-bytes.ts';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { classifyByCommandLine } from '../support/results.ts';

const samples = join(checkout, 'assets', 'samples');
const film = (name: string) => readFileSync(join(samples, `phantom-${name}.dcm`));

describe('archives', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-zip-'));
    chmodSync(folder, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const listed = (page: Page) => page.locator('[data-testid=study-list] [role=option]');

  it('open as folders do: the films inside are listed, shown and classified', async () => {
    const path = join(folder, 'study.zip');
    writeFileSync(
      path,
      await zipBytes([
        ['DICOM/IM1', film('fracture')],
        ['DICOM/IM2', film('intact')],
        ['README.TXT', Buffer.from('no film')],
      ]),
    );
    const { page, close } = await launchOsteon({ paths: [path] });
    await page.locator(shownFilm).waitFor();
    await listed(page).nth(1).waitFor();
    expect(await listed(page).count()).toBe(2);
    // Both films hang as soon as the second is read: the first is asked for, whichever is active by then.
    await listed(page).first().click();
    await page.locator('[role=option][title$="IM1"][aria-selected=true]').waitFor();
    const probability = page.getByTestId('probability');
    await probability.waitFor();
    const [line] = await classifyByCommandLine([join(samples, 'phantom-fracture.dcm')]);
    expect(Number(await probability.getAttribute('data-probability'))).toBeCloseTo(
      line?.probability ?? NaN,
      4,
    );
    await page.screenshot({ path: join(artifacts, 'archive.png') });
    await close();
  });

  it('that are encrypted ask for their password, say when it is wrong, and then open', async () => {
    const path = join(folder, 'locked.zip');
    const options = { password: 'Röntgen 1895', encryptionStrength: 3 as const };
    writeFileSync(path, await zipBytes([['DICOM/IM1', film('fracture'), options]]));
    const { page, close } = await launchOsteon({ paths: [path] });
    await page.getByTestId('unlock').click();
    const input = page.locator('input[type=password]');
    await input.fill('wrong');
    await input.press('Enter');
    await page.getByText('The password does not open the archive.').waitFor();
    await page.screenshot({ path: join(artifacts, 'locked-archive.png') });
    await input.fill('Röntgen 1895');
    await input.press('Enter');
    await page.locator(shownFilm).waitFor();
    expect(await page.getByTestId('error-list').count()).toBe(0);
    await page.screenshot({ path: join(artifacts, 'unlocked-archive.png') });
    await close();
  });
});
