import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { writePriors, writeStudies } from '../../support/many-studies.ts';
import { violations } from '../support/axe.ts';
import { artifacts } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

function folderOf(write: (folder: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-windows-'));
  chmodSync(folder, 0o755);
  folders.push(folder);
  write(folder);
  return folder;
}

const shown = (page: Page) => page.locator('[data-testid=viewport][data-state=shown]');
const strips = async (page: Page): Promise<string[]> =>
  (await page.getByTestId('comparison').allTextContents()).map((text) => text.trim());
const secondPage = ({ app, page }: OsteonWindow): Promise<Page> =>
  Promise.resolve(app.windows().find((one) => one !== page) ?? app.waitForEvent('window'));

interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The second window is the one without the page's own address. */
const boundsOfSecond = (app: ElectronApplication): Promise<Bounds> =>
  app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .find(({ webContents }) => !webContents.getURL().startsWith('app:'))!
      .getBounds(),
  );

const locked = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
};

/** What is in force in each window, by Electron's own word. */
const lockedIn = (app: ElectronApplication): Promise<readonly object[]> =>
  app.evaluate(
    ({ BrowserWindow }, names) =>
      BrowserWindow.getAllWindows().map(({ webContents }) => {
        // Electron's typings leave this inspection out.
        const contents = webContents as unknown as { getLastWebPreferences(): Record<string, unknown> };
        const inForce = contents.getLastWebPreferences();
        return Object.fromEntries(names.map((name) => [name, inForce[name] ?? false]));
      }),
    Object.keys(locked),
  );

describe('a second window', () => {
  it('takes the prior and the keys, outlives its monitor and the page, and lies where it lay', async () => {
    const paths = [
      folderOf((folder) => writePriors(folder, [1], 2)),
      folderOf((folder) => writeStudies(folder, 1, 2)),
    ];
    const osteon = await launchOsteon({ paths });
    const { app, page } = osteon;
    await page.getByTestId('image-row').nth(3).waitFor();
    await page.keyboard.press('Control+ArrowRight');
    await shown(page).nth(3).waitFor();

    const [second] = await Promise.all([app.waitForEvent('window'), page.keyboard.press('Control+Shift+N')]);
    await shown(second).nth(1).waitFor();
    expect(await lockedIn(app)).toEqual(Array(2).fill(locked));
    expect(await strips(page)).toEqual(Array(2).fill('2026-02-02'));
    for (const strip of await strips(second)) expect(strip).toMatch(/^Prior 2020-02-29/);
    await second.screenshot({ path: join(artifacts, 'second-window.png') });
    await page.screenshot({ path: join(artifacts, 'first-beside-second-window.png') });
    expect(await violations(second)).toEqual([]);
    expect(
      await second.evaluate(() => [
        typeof Reflect.get(window, 'bridge'),
        typeof Reflect.get(window, 'require'),
      ]),
    ).toEqual(['undefined', 'undefined']);
    expect(
      await page.evaluate(() => [window.open('about:blank'), window.open('about:blank', 'osteon-second-2')]),
    ).toEqual([null, null]);

    // A click and keys there; what is linked goes along in both windows.
    await second.getByTestId('viewport').first().click();
    await second.keyboard.press('h');
    await second.keyboard.press('Alt+7');
    await second.keyboard.press('+');
    const lies = (of: Page): Promise<[string, number][]> =>
      of
        .getByTestId('viewport')
        .evaluateAll((panes) =>
          panes.map(({ dataset }) => [dataset['mirrored']!, Number(dataset['scale'])] as [string, number]),
        );
    const [here, there] = [await lies(second), await lies(page)];
    expect(here.map(([mirrored]) => mirrored)).toEqual(['true', 'false']);
    expect(there.map(([mirrored]) => mirrored)).toEqual(['false', 'false']);
    await second.keyboard.press('=');
    expect((await lies(page))[0]![1]).toBeCloseTo(there[0]![1] / 1.25);
    await second.keyboard.press('Alt+1');
    expect(await second.getByTestId('second-film-area').getAttribute('data-layout')).toBe('1x1');
    expect(await page.getByTestId('film-area').getAttribute('data-layout')).toBe('1x2');

    // Larger texts are larger in both.
    await second.keyboard.press('Control++');
    await second.waitForFunction((density) => window.devicePixelRatio > density, 1);
    expect(await page.evaluate(() => window.devicePixelRatio)).toBe(
      await second.evaluate(() => window.devicePixelRatio),
    );
    await second.keyboard.press('Control+-');

    // Its monitor is unplugged.
    await app.evaluate(({ BrowserWindow, screen }) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => !webContents.getURL().startsWith('app:'),
      )!;
      window.setBounds({ x: 40, y: 30, width: 700, height: 500 });
      screen.emit('display-removed', {}, screen.getDisplayMatching(window.getBounds()));
    });
    await page.getByText('The monitor of the second window is gone').waitFor();

    // The page of both crashes: the same film is selected again, and the second window is back.
    await page.getByTestId('viewport').nth(1).click();
    const film = await page.locator('[data-active=true]').getAttribute('data-image-id');
    await page.waitForTimeout(400);
    await app.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL().startsWith('app:'))!
        .webContents.forcefullyCrashRenderer(),
    );
    // The crash ends what drives the page from outside: from here on it is asked through the main process.
    const selector = `[data-active=true][data-state=shown][data-image-id="${film}"]`;
    const back = await app.evaluate(async ({ BrowserWindow }, active) => {
      const { webContents } = BrowserWindow.getAllWindows().find((one) =>
        one.webContents.getURL().startsWith('app:'),
      )!;
      const ask = (script: string): Promise<unknown> => webContents.executeJavaScript(script);
      const isBack = `document.querySelector('${active}') !== null && document.querySelector('[data-testid=window-notice]') !== null`;
      await new Promise((resolve) => webContents.once('did-finish-load', () => resolve(undefined)));
      while (!(await ask(isBack)) || BrowserWindow.getAllWindows().length < 2)
        await new Promise((resolve) => setTimeout(resolve, 50));
      const picture = await webContents.capturePage();
      return {
        notice: await ask("document.querySelector('[data-testid=window-notice]').textContent"),
        rows: await ask("document.querySelectorAll('[data-testid=image-row]').length"),
        picture: picture.toPNG().toString('base64'),
      };
    }, selector);
    writeFileSync(join(artifacts, 'page-came-back.png'), Buffer.from(back.picture, 'base64'));
    expect(back).toMatchObject({
      notice: expect.stringContaining('crashed and came back') as string,
      rows: 4,
    });
    const before = await boundsOfSecond(app);
    await osteon.close();

    const again = await launchOsteon({ profile: osteon.profile });
    await secondPage(again);
    expect(await boundsOfSecond(again.app)).toEqual(before);
    await again.close();
  }, 60_000);
});
