import { launchOsteon } from '../support/osteon-window.ts';

describe('a page that crashes', () => {
  it('comes back with its bridge', async () => {
    const osteon = await launchOsteon();
    const answer = await osteon.app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      const reloaded = new Promise((resolve) =>
        webContents.once('did-finish-load', () => resolve(undefined)),
      );
      webContents.forcefullyCrashRenderer();
      await reloaded;
      return webContents.executeJavaScript('bridge.invoke("providerChoice")') as Promise<unknown>;
    });
    expect(answer).toEqual({ ok: true, value: 'auto' });
    await osteon.close();
  });
});

describe('full screen', () => {
  it('is given by the main process, as the page may not take it', async () => {
    const osteon = await launchOsteon();
    const isFull = (): Promise<boolean> =>
      osteon.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isFullScreen());
    await osteon.page.evaluate(() => window.bridge.invoke('setFullScreen', true));
    expect(await isFull()).toBe(true);
    await osteon.page.evaluate(() => window.bridge.invoke('setFullScreen', false));
    expect(await isFull()).toBe(false);
    await osteon.close();
  });
});
