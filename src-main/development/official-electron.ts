import { spawn } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const fetchTimeoutMilliseconds = 300_000;
const retryAfterMilliseconds = 24 * 3600 * 1000;

/**
 * The executable of the `electron` package, fetched by the package's own script where its release
 * page can be reached; null otherwise. Without a network that script gives up within seconds, and
 * a failed fetch is not tried again for a day.
 */
export async function officialElectron(checkout: string): Promise<string | null> {
  const folder = join(checkout, 'node_modules', 'electron');
  const installed = installedExecutable(folder);
  if (installed !== null || !existsSync(join(folder, 'install.js'))) return installed;
  const failure = join(checkout, 'node_modules', '.cache', 'osteon', 'official-electron-unreachable');
  if (isRecent(failure)) return null;
  if (await runInstallScript(folder)) return installedExecutable(folder);
  await mkdir(dirname(failure), { recursive: true });
  await writeFile(failure, '');
  return null;
}

function installedExecutable(folder: string): string | null {
  try {
    const executable = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(executable) ? executable : null;
  } catch {
    return null;
  }
}

function isRecent(file: string): boolean {
  const modified = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return modified !== undefined && Date.now() - modified < retryAfterMilliseconds;
}

function runInstallScript(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'install.js')], {
      stdio: 'ignore',
      timeout: fetchTimeoutMilliseconds,
    });
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
