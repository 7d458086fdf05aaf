import { spawn } from 'node:child_process';
import { chromium, type Page } from 'playwright-core';
import { AppError } from '#common/errors';

/** A window of an installed app, whose main process no debugger may attach to: the page alone is driven. */
export interface InstalledWindow {
  readonly page: Page;
  close(): Promise<void>;
}

const patienceMilliseconds = 60_000;

/** @param commandLine executable first; Chromium's switches go before its `--` */
export async function openInstalledWindow(
  [executable, ...parameters]: readonly [string, ...string[]],
  environment: NodeJS.ProcessEnv,
): Promise<InstalledWindow> {
  const child = spawn(executable, parameters, {
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = await new Promise<string>((resolve, reject) => {
    const fail = (): void => reject(new AppError('internal', `The app did not come up:\n${said}`));
    const timer = setTimeout(fail, patienceMilliseconds);
    let said = '';
    child.once('exit', fail);
    child.once('error', fail);
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said)?.[1];
      if (found === undefined) return;
      clearTimeout(timer);
      resolve(found);
    });
  });
  const browser = await chromium.connectOverCDP(address);
  const context = browser.contexts()[0]!;
  const page = context.pages()[0] ?? (await context.waitForEvent('page'));
  return {
    page,
    async close() {
      // As a person does: the window's own end lets the app write what it keeps.
      await page.close();
      await ended;
      await browser.close();
    },
  };
}
