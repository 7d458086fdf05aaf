import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bridge } from '#common/contract/ipc';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { resolveElectron } from '../electron-runtime.ts';
import { hasDisplay, startXvfb } from '../xvfb.ts';
import { checkout } from './checkout.ts';

/** A real window of the built app, with a profile of its own that goes when it closes. */
export interface BenchWindow {
  readonly page: Page;
  /** Milliseconds from the start of the process to the page's load event. */
  readonly loadMilliseconds: number;
  /** The largest sum of resident sizes over the app's processes seen so far, in MiB. */
  peakMemoryMiB(): Promise<number>;
  /** The sum of resident sizes over the app's processes now, in MiB. */
  memoryMiB(): Promise<number>;
  /** Opens files or folders as a second start of the app with them would. */
  open(paths: readonly string[]): Promise<void>;
  /** Begins a scan as the menu does, of a folder into a report; it runs on. */
  scan(folder: string, report: string): Promise<void>;
  close(): Promise<void>;
}

/** Runs `use` with a display to show windows on: the one there is, else a virtual one. */
export async function withDisplay<T>(use: () => Promise<T>): Promise<T> {
  if (hasDisplay()) return use();
  const display = await startXvfb();
  process.env.DISPLAY = display.name;
  try {
    return await use();
  } finally {
    delete process.env.DISPLAY;
    display.stop();
  }
}

/** Starts the app as `npm start` does, with files or folders to open, and with switches for Chromium. */
export async function openBenchWindow(
  paths: readonly string[] = [],
  switches: readonly string[] = [],
): Promise<BenchWindow> {
  const { executable, leadingArguments } = await resolveElectron(checkout);
  const profile = mkdtempSync(join(tmpdir(), 'osteon-bench-'));
  const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const start = performance.now();
  const app = await _electron.launch({
    executablePath: executable,
    args: [...leadingArguments, ...rootSwitches, ...switches, `--user-data-dir=${profile}`, '--', ...paths],
  });
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  const loadMilliseconds = performance.now() - start;
  return {
    page,
    loadMilliseconds,
    peakMemoryMiB: () => memory(app, 'peakWorkingSetSize'),
    memoryMiB: () => memory(app, 'workingSetSize'),
    open: (named) =>
      app.evaluate(({ app: shell }, all) => {
        shell.emit('second-instance', {}, [], '', { paths: all });
      }, named),
    async scan(folder, report) {
      await app.evaluate(
        ({ dialog }, chosen) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen.folder] });
          dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen.report });
        },
        { folder, report },
      );
      await page.evaluate(() =>
        (window as unknown as { readonly bridge: Bridge }).bridge.invoke('scanFolder', {}),
      );
      await page.locator('[data-testid=batch-status][data-phase=running]').waitFor();
    },
    async close() {
      await app.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

async function memory(
  app: ElectronApplication,
  which: 'workingSetSize' | 'peakWorkingSetSize',
): Promise<number> {
  const sizes = await app.evaluate(
    ({ app: shell }, name) => shell.getAppMetrics().map((metric) => metric.memory[name]),
    which,
  );
  return sizes.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}
