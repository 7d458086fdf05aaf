import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const nobody = 65534;

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
