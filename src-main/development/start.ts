/** `npm start [-- PATH...]`: builds what is stale, finds an Electron and opens the window. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { AppError, toErrorReport } from '#common/errors';
import { resolveElectron } from './electron-runtime.ts';
import { isBuildStale } from './stale-build.ts';
import { installSystemLibraries } from './system-libraries.ts';
import { hasDisplay } from './xvfb.ts';

const checkout = resolve(import.meta.dirname, '../..');

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (thrown) {
  const { code, message } = toErrorReport(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 1;
}

async function start(named: readonly string[]): Promise<number> {
  if (!hasDisplay())
    throw new AppError('no-display', 'No display here; use: npx osteon scan PATH --out results.csv');
  // npm runs scripts in the package's folder and says where it was called from.
  const paths = named.map((path) => resolve(process.env.INIT_CWD ?? '.', path));
  if (isBuildStale(checkout)) build();
  const { executable, leadingArguments } = await resolveElectron(checkout);
  const missing = installSystemLibraries(executable, false);
  if (missing !== null) throw new AppError('runtime-unavailable', missing);
  const parameters = [...leadingArguments, ...displaySwitches(), '--', ...paths];
  return spawnSync(executable, parameters, { stdio: 'inherit' }).status ?? 1;
}

function build(): void {
  const built = spawnSync('npm', ['run', '--silent', 'build'], { cwd: checkout, stdio: 'inherit' });
  if (built.status !== 0) throw new AppError('internal', 'The build failed.');
}

function displaySwitches(): string[] {
  const switches = [];
  if (process.getuid?.() === 0) {
    console.log('Running as root: Chromium cannot sandbox itself, so --no-sandbox is added.');
    switches.push('--no-sandbox');
  }
  if (process.platform === 'linux' && !process.env.DISPLAY) switches.push('--ozone-platform=wayland');
  return switches;
}
