import { join } from 'node:path';
import { AppError } from '#common/errors';
import { electronPackage } from '../electron-package.ts';
import { officialElectron } from '../official-electron.ts';
import { cachedRuntime } from '../registry-electron.ts';

/** The Electron that a package is built around. */
export interface PackageRuntime {
  readonly folder: string;
  /** Left out where it is the one that package.json pins. */
  readonly version?: string;
  /** Whether what is built may be given to anybody. */
  readonly isForRelease: boolean;
}

/**
 * The pinned Electron where it is installed or can be fetched, else the registry's copy of an older one, with
 * which packages are built to be tested, never to be given away.
 *
 * @throws AppError runtime-unavailable
 */
export async function packageRuntime(checkout: string): Promise<PackageRuntime> {
  if ((await officialElectron(checkout)) !== null)
    return { folder: join(checkout, 'node_modules', 'electron', 'dist'), isForRelease: true };
  if (process.platform !== 'linux')
    throw new AppError('runtime-unavailable', 'The pinned Electron cannot be fetched.');
  return {
    folder: await cachedRuntime(),
    version: electronPackage.electronVersion,
    isForRelease: false,
  };
}
