import { launchOsteon } from '../support/osteon-window.ts';

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
