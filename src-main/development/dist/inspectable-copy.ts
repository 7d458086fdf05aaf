import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { packagedExecutable } from './package-places.ts';

/**
 * Makes a second package of the same files whose main process a debugger may attach to: end-to-end tests drive
 * this one, since the fuse against it is burnt in the other.
 *
 * @returns the executable
 */
export async function copyInspectable(unpacked: string, copy: string): Promise<string> {
  linkFolder(unpacked, copy);
  const executable = join(copy, packagedExecutable);
  replaceFile(join(unpacked, packagedExecutable), executable);
  await flipFuses(executable, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return executable;
}

/** A copy of a folder by hard links: to change a file there, it must be replaced. */
export function linkFolder(source: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  for (const entry of readdirSync(source, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const link = join(target, file.slice(source.length));
    mkdirSync(dirname(link), { recursive: true });
    linkSync(file, link);
  }
}

function replaceFile(source: string, target: string): void {
  rmSync(target);
  copyFileSync(source, target);
}
