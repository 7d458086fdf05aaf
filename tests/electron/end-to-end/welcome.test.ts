import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { artifacts, checkout } from '../support/checkout.ts';
import { launchOsteon, type OsteonWindow } from '../support/osteon-window.ts';
import { shownFilm } from '../support/panes.ts';

describe('a start without files', () => {
  let osteon: OsteonWindow;
  beforeAll(async () => (osteon = await launchOsteon()));
  afterAll(() => osteon?.close());

  it('welcomes with the ways to open something', async () => {
    const { page } = osteon;
    await page.getByTestId('welcome').waitFor();
    for (const name of ['open-file', 'open-folder', 'open-sample'])
      expect(await page.getByTestId(name).isVisible()).toBe(true);
    await page.screenshot({ path: join(artifacts, 'welcome.png') });
  });

  it('shows every tool in a window of 1280 by 720', async () => {
    const { app, page } = osteon;
    const resize = (width: number, height: number): Promise<void> =>
      app.evaluate(
        ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]!.setContentSize(w!, h!),
        [width, height],
      );
    const hidden = (): Promise<number> =>
      page.getByRole('toolbar').evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth);
    await resize(1280, 720);
    await page.waitForFunction(() => window.innerWidth === 1280);
    await page.screenshot({ path: join(artifacts, 'welcome-small.png') });
    expect(await hidden()).toBe(0);
    await resize(1440, 900);
    await page.waitForFunction(() => window.innerWidth === 1440);
    expect(await hidden()).toBe(0);
  });

  it('opens what the chooser gives, and nothing when it is closed', async () => {
    const { app, page } = osteon;
    const choose = (filePaths: string[]): Promise<void> =>
      app.evaluate(({ dialog }, chosen) => {
        const answer = { canceled: chosen.length === 0, filePaths: chosen };
        dialog.showOpenDialog = () => Promise.resolve(answer);
      }, filePaths);
    await choose([]);
    expect(await page.evaluate(() => window.bridge.invoke('openFiles', undefined))).toEqual({
      ok: true,
      value: null,
    });
    await choose([join(checkout, 'assets', 'samples', 'phantom-fracture.dcm')]);
    await page.getByTestId('open-file').click();
    await page.locator(shownFilm).waitFor();
    expect(await page.getByTestId('image-row').count()).toBe(1);
  });
});

describe('the sample study', () => {
  it('is read like any film and says that it is synthetic', async () => {
    const osteon = await launchOsteon();
    const { page } = osteon;
    await page.getByTestId('open-sample').click();
    await page.locator(shownFilm).waitFor();
    await page.getByTestId('probability').waitFor();
    await page.getByTestId('image-row').nth(1).waitFor();
    expect(await page.getByTestId('result-panel').innerText()).toContain(
      'demonstration on a synthetic film, the number means nothing',
    );
    await page.screenshot({ path: join(artifacts, 'sample.png') });
    await osteon.close();
  });

  it('is among the recent studies at the next start, until they are cleared', async () => {
    const first = await launchOsteon();
    await first.page.getByTestId('open-sample').click();
    await first.page.getByTestId('image-row').nth(1).waitFor();
    await waitForRecentStudies(first.page, 1);
    await first.close();
    const second = await launchOsteon({ profile: first.profile });
    await waitForRecentStudies(second.page, 1);
    await second.page.evaluate(() => window.bridge.invoke('clearRecentStudies', undefined));
    await waitForRecentStudies(second.page, 0);
    await second.close();
  });
});

/** A study is remembered when all of it was looked at. */
async function waitForRecentStudies(page: Page, count: number): Promise<void> {
  await page.waitForFunction(async (wanted) => {
    const reply = await window.bridge.invoke('recentStudies', undefined);
    return reply.ok && reply.value.length === wanted;
  }, count);
}
