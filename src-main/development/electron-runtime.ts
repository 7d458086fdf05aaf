import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { officialElectron } from './official-electron.ts';
import { registryElectron } from './registry-electron.ts';

/** A real Electron that starts this checkout. */
export interface ElectronRuntime {
  readonly executable: string;
  /** Come before the app's own arguments: the checkout's path, unless `resources/app` links to it. */
  readonly leadingArguments: readonly string[];
  readonly source: 'override' | 'official' | 'registry';
}

/**
 * Finds an Electron: the folder in ELECTRON_OVERRIDE_DIST_PATH, else the official binary, installed
 * or fetchable, else the registry's copy (Linux x64). It serves development and tests only.
 *
 * @throws AppError runtime-unavailable when none of them can be had.
 */
export async function resolveElectron(checkout: string): Promise<ElectronRuntime> {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = join(override, process.platform === 'win32' ? 'electron.exe' : 'electron');
    const bundlesApp = existsSync(join(override, 'resources', 'app'));
    return { executable, leadingArguments: bundlesApp ? [] : [checkout], source: 'override' };
  }
  const official = await officialElectron(checkout);
  if (official !== null) return { executable: official, leadingArguments: [checkout], source: 'official' };
  return { executable: await registryElectron(checkout), leadingArguments: [], source: 'registry' };
}
