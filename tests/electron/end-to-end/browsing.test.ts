import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { writeStudies } from '../../support/many-studies.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-browsing-'));
  chmodSync(folder, 0o755);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** The studies whose films are on screen, pane by pane, once other films are than before. */
async function nextStudy(page: Page, before: readonly string[]): Promise<readonly string[]> {
  const films = await page.waitForFunction((old) => {
    const panes = [...document.querySelectorAll<HTMLElement>('[data-testid=viewport]')];
    const ids = panes.map(({ dataset }) => (dataset['state'] === 'shown' ? (dataset['imageId'] ?? '') : ''));
    return ids.length === 2 && ids.every((id) => id !== '' && !old.includes(id)) ? ids : null;
  }, before);
  return (await films.jsonValue()) ?? [];
}

/** How many of the index are marked as read, once the browser lists so many studies. */
async function readStudies(page: Page, studies: number): Promise<number> {
  await page.keyboard.press('Control+f');
  await page.getByText(`${studies} studies`).waitFor();
  return page.locator('[data-testid=browser-row] [data-status=read]').count();
}

describe('reading a folder of studies', () => {
  it('takes one key a normal study of two views, both on screen, and remembers which were read', async () => {
    const studies = 12;
    writeStudies(folder, studies, 2);
    const first = await launchOsteon({ paths: [folder] });
    const { page } = first;
    await page
      .getByTestId('image-row')
      .nth(2 * studies - 1)
      .waitFor();
    const seen: string[] = [];
    let films: readonly string[] = [];
    for (let study = 1; study <= studies; study++) {
      films = await nextStudy(page, films);
      seen.push(...films);
      await page.keyboard.press('n');
    }
    expect(new Set(seen).size).toBe(2 * studies);
    await page.getByText('No other open study is unread.').waitFor();
    expect(await readStudies(page, studies)).toBe(studies);
    await first.close();

    const again = await launchOsteon({ profile: first.profile });
    expect(await readStudies(again.page, studies)).toBe(studies);
    await again.close();
  });
});

describe('the study browser', () => {
  it('finds one of sixty as one types, opens it by keys and stays put while others come in', async () => {
    const [one, other] = [mkdtempSync(join(folder, 'one-')), mkdtempSync(join(folder, 'other-'))];
    for (const each of [one, other]) chmodSync(each, 0o755);
    writeStudies(one, 60, 1);
    writeStudies(other, 5, 1, 61);
    const { app, page, close } = await launchOsteon({ paths: [one] });
    await page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
    await page.locator(shownFilm).waitFor();
    await page.keyboard.press('Control+f');
    await page.getByText('60 studies', { exact: true }).waitFor();
    await page.screenshot({ path: join(artifacts, 'browser.png') });

    await page.keyboard.press('ArrowDown');
    for (let line = 0; line < 40; line++) await page.keyboard.press('ArrowDown');
    const place = () =>
      page.getByTestId('browser-list').evaluate((list) => ({
        top: list.scrollTop,
        selected: list.querySelector('[aria-selected=true]')?.getAttribute('data-study-id'),
        focused: document.activeElement === list,
      }));
    const before = await place();
    expect(before).toMatchObject({ focused: true });
    expect(before.top).toBeGreaterThan(0);
    await app.evaluate(({ app: shell }, path) => {
      shell.emit('second-instance', {}, [], '', { paths: [path] });
    }, other);
    await page.getByText('65 studies', { exact: true }).waitFor();
    await page.getByText('came in at the end').waitFor();
    expect(await place()).toEqual(before);

    await page.getByTestId('study-search').fill('made p0017');
    await page.getByText('1 study', { exact: true }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('study-browser').waitFor({ state: 'detached' });
    expect(await page.locator('[data-testid=image-row][aria-selected=true]').getAttribute('title')).toBe(
      '0017-1.dcm',
    );
    await close();
  });
});
