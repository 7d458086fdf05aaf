import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writePriors, writeStudies } from '../../support/many-studies.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-hanging-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function subfolder(name: string): string {
  const path = mkdtempSync(join(folder, `${name}-`));
  chmodSync(path, 0o755);
  return path;
}

interface Hung {
  readonly films: readonly string[];
  readonly dates: readonly string[];
}

/** What hangs once that many films are painted, all of them others than before. */
async function nextHanging(page: Page, count: number, before: readonly string[]): Promise<Hung> {
  const hung = await page.waitForFunction(
    ([old, wanted]) => {
      const panes = [...document.querySelectorAll<HTMLElement>('[data-testid=viewport]')];
      const films = panes.flatMap(({ dataset }) => dataset['imageId'] || []);
      const painted = panes.every(
        ({ dataset }) => dataset['state'] === 'shown' || dataset['state'] === 'empty',
      );
      if (!painted || films.length !== wanted || films.some((id) => old.includes(id))) return null;
      const dates = [...document.querySelectorAll('[data-testid=comparison]')];
      return { films, dates: dates.map(({ textContent }) => textContent.trim()) };
    },
    [before, count] as const,
  );
  return (await hung.jsonValue())!;
}

const allRead = (page: Page): Promise<void> => page.getByText('No other open study is unread.').waitFor();

describe('a keyboard alone', () => {
  it('reads 100 studies of two views, each hung whole with its prior, by one key a study', async () => {
    const studies = 100;
    const withPrior = [7, 40, 41, 100];
    const [earlier, current] = [subfolder('earlier'), subfolder('current')];
    writePriors(earlier, withPrior, 2);
    writeStudies(current, studies, 2);

    const before = await launchOsteon({ paths: [earlier] });
    await before.page
      .getByTestId('image-row')
      .nth(2 * withPrior.length - 1)
      .waitFor();
    const marks = before.page.locator('[data-testid=image-row] [data-status]');
    await marks.nth(2 * withPrior.length - 1).waitFor();
    for (const _ of withPrior) await before.page.keyboard.press('n');
    await allRead(before.page);
    await before.close();

    const { page, close } = await launchOsteon({ paths: [current], profile: before.profile });
    await page.getByTestId('image-row').nth(1).waitFor();
    await page.getByTestId('cancel-opening').first().waitFor({ state: 'detached' });
    let films: readonly string[] = [];
    let keys = 0;
    const seen = new Set<string>();
    for (let study = 1; study <= studies; study++) {
      const prior = withPrior.includes(study);
      const hung = await nextHanging(page, prior ? 4 : 2, films);
      expect(hung.dates.filter((date) => date.startsWith('Prior 2020-'))).toHaveLength(prior ? 2 : 0);
      if (study === withPrior[0])
        await page.screenshot({ path: join(artifacts, 'two-views-over-prior.png') });
      hung.films.forEach((id) => seen.add(id));
      films = hung.films;
      await page.keyboard.press('n');
      keys += 1;
    }
    await allRead(page);
    expect(keys / studies).toBeLessThanOrEqual(2);
    expect(seen.size).toBe(2 * studies + 2 * withPrior.length);
    expect(await page.locator('dialog, [role=dialog], [role=alertdialog]').count()).toBe(0);
    await close();
  }, 300_000);
});
