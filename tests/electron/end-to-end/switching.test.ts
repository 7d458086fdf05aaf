import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describeWithSharedData } from '../../support/shared-data.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { classifyByCommandLine } from '../support/results.ts';
import { takeSights, watchSights } from '../support/sights.ts';

const filmCount = 50;

describeWithSharedData('switching among 50 films while results arrive', (data) => {
  let folder: string;
  let names: string[];
  /** By file name; films outside the model's scope have none. */
  let probabilities: Map<string, number | undefined>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-films-'));
    chmodSync(folder, 0o755);
    names = testFilms(join(data, 'fracatlas'));
    for (const name of names) copyFileSync(join(data, 'fracatlas', 'images', name), join(folder, name));
    const lines = await classifyByCommandLine(names.map((name) => join(folder, name)));
    probabilities = new Map(lines.map(({ probability }, index) => [names[index]!, probability]));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('never shows the number, the badge or the picture of another film', async () => {
    const { page, close } = await launchOsteon({ paths: [folder] });
    await page.waitForFunction(
      (count) => document.querySelectorAll('[data-testid=image-row]').length === count,
      filmCount,
    );
    const nameOf = await rowNames(page);
    await watchSights(page);
    await wander(page);
    const sights = await takeSights(page);
    await close();

    const pictures = new Map<string, string>();
    for (const { painted, picture, judged, badged, probability } of sights) {
      expect(judged).toBe(painted);
      expect([painted, null]).toContain(badged);
      expect(picture).toBe(pictures.get(painted) ?? picture);
      pictures.set(painted, picture);
      if (probability === null) continue;
      expect(Number(probability)).toBeCloseTo(probabilities.get(nameOf.get(judged) ?? '') ?? NaN, 4);
    }
    const numbered = sights.filter(({ probability }) => probability !== null);
    expect(new Set(numbered.map(({ judged }) => judged)).size).toBeGreaterThan(20);
    expect(new Set(pictures.values()).size).toBe(pictures.size);
  });
});

/** The first films of the test split that are nobody's near duplicate, so that each has its own number. */
function testFilms(fracAtlas: string): string[] {
  const [header, ...rows] = readFileSync(join(fracAtlas, 'manifest.csv'), 'utf8').trim().split('\n');
  const columns = header!.split(',');
  const cell = (row: string, column: string): string => row.split(',')[columns.indexOf(column)] ?? '';
  return rows
    .filter((row) => cell(row, 'split') === 'test' && cell(row, 'near_duplicate_of') === '')
    .slice(0, filmCount)
    .map((row) => cell(row, 'file'));
}

async function rowNames(page: Page): Promise<Map<string, string>> {
  const rows = await page
    .getByTestId('image-row')
    .evaluateAll((elements) =>
      elements.map(
        (row) => [row.getAttribute('data-image-id') ?? '', row.getAttribute('title') ?? ''] as const,
      ),
    );
  return new Map(rows);
}

/** Down through the list, faster than results can come, and to and fro; then slowly back. */
async function wander(page: Page): Promise<void> {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press(step % 5 === 4 ? 'ArrowUp' : 'ArrowDown');
    await page.waitForTimeout((step * 37) % 90);
  }
  for (let step = 0; step < filmCount; step += 1) {
    await page.keyboard.press('ArrowUp');
    await page.waitForTimeout(step % 3 === 0 ? 250 : 40);
  }
}
