import { chmodSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolveElectron } from '../../../src-main/development/electron-runtime.ts';
import { startXvfb } from '../../../src-main/development/xvfb.ts';
import { artifacts, checkout } from './checkout.ts';
import { laterTasks } from './global-teardown.ts';
import { launchArguments, newProfile } from './osteon-window.ts';
import { publishRuntime, type TestRuntime } from './runtime.ts';
import { comesUp, writeUnprivilegedLauncher } from './unprivileged.ts';

/** Finds an Electron, gives it a display of its own and learns as which user it runs. */
export default async function setUp(): Promise<void> {
  mkdirSync(artifacts, { recursive: true });
  const { executable, leadingArguments } = await resolveElectron(checkout);
  if (process.platform === 'linux') {
    const display = await startXvfb();
    laterTasks.push(() => display.stop());
    process.env.DISPLAY = display.name;
  }
  const folder = mkdtempSync(join(tmpdir(), 'osteon-windows-'));
  chmodSync(folder, 0o755);
  publishRuntime(await chooseUser({ executable, leadingArguments, switches: [], folder }));
}

/** Root steps down to keep the sandbox in the tests; where the window does not come up so, it is switched off. */
async function chooseUser(runtime: TestRuntime): Promise<TestRuntime> {
  if (process.getuid?.() !== 0) return runtime;
  const { executable, folder } = runtime;
  const launcher = writeUnprivilegedLauncher(executable, folder);
  const unprivileged = { ...runtime, executable: launcher };
  const parameters = launchArguments(unprivileged, newProfile(unprivileged), []);
  if (await comesUp(launcher, parameters)) return unprivileged;
  console.warn('The window does not open as an unprivileged user here: tested as root with --no-sandbox.');
  return { ...runtime, switches: ['--no-sandbox'] };
}
