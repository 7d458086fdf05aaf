import { chmodSync, closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { ftruncateSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { writeManyFilms } from '../../../src-main/development/bench/many-films.ts';
import { writeStudies } from '../../support/many-studies.ts';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';
import { publishedRuntime } from '../support/runtime.ts';

const filmCount = 150;
/** Tens of thousands of files and hardly an image: reading it takes longer than anything that is done here. */
const endless = join(checkout, 'node_modules');

let folder: string;
let trouble: string;
let others: string;
/** What cannot be opened, by its name. */
let refused: readonly string[];
let osteon: OsteonWindow;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-large-'));
  [trouble, others] = [join(folder, 'trouble'), join(folder, 'others')];
  for (const each of [trouble, others]) mkdirSync(each);
  for (const each of [folder, trouble, others]) chmodSync(each, 0o755);
  writeManyFilms(trouble, filmCount);
  writeStudies(others, 3, 1);
  refused = writeTrouble(trouble);
  osteon = await launchOsteon();
  await osteon.page.locator('[data-testid=engine-status][data-state=ready]').waitFor();
});
afterAll(async () => {
  await osteon?.close().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

/** Among the films: one cut short, one of more than a gigabyte, one that may not be read, and no films at all. */
function writeTrouble(into: string): readonly string[] {
  const film = readFileSync(join(into, '9130000.dcm'));
  writeFileSync(join(into, '9130010-cut.dcm'), film.subarray(0, 5000));
  const huge = openSync(join(into, '9130020-huge.dcm'), 'w');
  writeSync(huge, film.subarray(0, 5000));
  ftruncateSync(huge, 2 ** 30 + 2);
  closeSync(huge);
  for (let note = 0; note < 500; note++) writeFileSync(join(into, `9130030-${note}.txt`), 'no film');
  // Root may read everything.
  if (publishedRuntime().switches.length > 0) return ['9130010-cut.dcm', '9130020-huge.dcm'];
  writeFileSync(join(into, '9130040-locked.dcm'), film.subarray(0, 5000));
  chmodSync(join(into, '9130040-locked.dcm'), 0);
  return ['9130010-cut.dcm', '9130020-huge.dcm', '9130040-locked.dcm'];
}

const openMore = (app: ElectronApplication, paths: readonly string[]): Promise<void> =>
  app.evaluate(({ app: shell }, named) => {
    shell.emit('second-instance', {}, [], '', { paths: named });
  }, paths);

const opening = (page: Page) => page.getByTestId('cancel-opening');

/** The place in the list of the film on screen, and how many there are, as the window says it. */
async function place(page: Page): Promise<string> {
  const words = await page.locator('[data-testid=viewport] .surface').first().getAttribute('aria-label');
  return /^Film (\S+):/.exec(words ?? '')?.[1] ?? '';
}

async function step(page: Page, key: string): Promise<void> {
  const before = await page.getByTestId('viewport').first().getAttribute('data-image-id');
  await page.keyboard.press(key);
  await page.waitForFunction((old) => {
    const { dataset } = document.querySelector<HTMLElement>('[data-testid=viewport]')!;
    return dataset['state'] === 'shown' && dataset['imageId'] !== old;
  }, before);
}

it('is read film by film while the rest is still looked through, and says what could not be opened', async () => {
  const { app, page } = osteon;
  await openMore(app, [trouble]);
  await page.locator(shownFilm).waitFor();
  await page.getByTestId('study-list').focus();
  for (let film = 0; film < 4; film++) await step(page, 'ArrowDown');
  const there = () =>
    page.evaluate(() => ({
      film: document.querySelector<HTMLElement>('[data-testid=viewport]')!.dataset['imageId'],
      focus: document.activeElement?.getAttribute('data-testid'),
      top: document.querySelector('[data-testid=study-list]')!.scrollTop,
    }));
  const before = await there();
  await opening(page).waitFor({ state: 'detached' });
  expect(await there()).toEqual(before);
  expect(await place(page)).toBe(`5/${filmCount}`);
  await page.getByText(`${refused.length} not opened`).click();
  for (const name of refused) await page.getByText(name).waitFor();
  await page.screenshot({ path: join(artifacts, 'large-folder.png') });
});

it('lists a folder that is opened twice once, and shows its first film again', async () => {
  const { app, page } = osteon;
  await openMore(app, [trouble]);
  await page.waitForFunction(
    (words) => document.querySelector('[data-testid=viewport] .surface')?.ariaLabel?.startsWith(words),
    `Film 1/${filmCount}:`,
  );
  await opening(page).waitFor({ state: 'detached' });
  expect(await place(page)).toBe(`1/${filmCount}`);
});

it('opens a second folder while the first is still read, and keeps what is there when that is given up', async () => {
  const { app, page } = osteon;
  await openMore(app, [endless]);
  await opening(page).waitFor();
  await openMore(app, [others]);
  await page.waitForFunction(
    (words) => document.querySelector('[data-testid=viewport] .surface')?.ariaLabel?.startsWith(words),
    `Film ${filmCount + 1}/`,
  );
  expect(await opening(page).count()).toBeGreaterThan(0);
  await opening(page).first().click();
  await opening(page).waitFor({ state: 'detached' });
  const kept = await place(page);
  await step(page, 'ArrowDown');
  await step(page, 'ArrowUp');
  expect(await place(page)).toBe(kept);
});

it('closes while a folder is still being read', async () => {
  const { app, page } = osteon;
  await openMore(app, [endless]);
  await opening(page).waitFor();
  const ended = new Promise<number | null>((resolve) => app.process().once('exit', resolve));
  await app.close();
  expect(await ended).toBe(0);
});
