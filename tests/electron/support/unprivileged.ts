import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nobody = 65534;
const patienceMilliseconds = 20_000;

/**
 * Writes a script that runs `executable` as the user nobody, since Chromium's sandbox refuses root.
 *
 * @param folder readable by everyone
 */
export function writeUnprivilegedLauncher(executable: string, folder: string): string {
  const home = join(folder, 'home');
  mkdirSync(home, { recursive: true });
  chmodSync(home, 0o777);
  const launcher = join(folder, 'electron-as-nobody');
  const drop = `setpriv --reuid=${nobody} --regid=${nobody} --clear-groups --`;
  writeFileSync(launcher, `#!/bin/sh\nHOME='${home}' exec ${drop} '${executable}' "$@"\n`);
  chmodSync(launcher, 0o755);
  return launcher;
}

/**
 * Whether Chromium starts at all: it ends at once where nobody may not read the checkout, or where the
 * system grants no sandbox, and says where its debugger listens otherwise.
 */
export function comesUp(launcher: string, parameters: readonly string[]): Promise<boolean> {
  const child = spawn(launcher, ['--remote-debugging-port=0', ...parameters], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise<boolean>((resolve) => {
    setTimeout(() => resolve(false), patienceMilliseconds).unref();
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(false));
    let said = '';
    child.stderr.on('data', (text: Buffer) => {
      said += text.toString();
      if (said.includes('DevTools listening')) resolve(true);
    });
  }).finally(() => void child.kill('SIGKILL'));
}
