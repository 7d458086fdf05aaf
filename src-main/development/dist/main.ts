/**
 * `npm run dist [-- --dir] [--reuse]`: builds the packages of this platform into `release/`, or the unpacked app
 * alone; with `--reuse` not where it was built from the same before.
 */
import { readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError, toErrorReport } from '#common/errors';
import { buildPackage } from './build-package.ts';
import { writeDebianPackage } from './debian-package.ts';
import { fingerprintOf, forgetBuilt, isBuilt, noteBuilt } from './fingerprint.ts';
import { drawIcons } from './icons.ts';
import { listContents, strangersAmong } from './package-contents.ts';
import { debianFile, unpackedFolder } from './package-places.ts';
import { packageRuntime } from './package-runtime.ts';

const checkout = resolve(import.meta.dirname, '../../..');
/** What a download may weigh, in bytes. */
const budget = 150e6;
/** The others are packed by tools that electron-builder fetches, as it fetches the pinned Electron. */
const targetsWithoutNetwork = ['tar.gz'];

const { values } = parseArgs({ options: { dir: { type: 'boolean' }, reuse: { type: 'boolean' } } });
try {
  const fingerprint = fingerprintOf(checkout);
  if (!values.reuse || !isBuilt(checkout, fingerprint)) await makePackages(values.dir === true);
  noteBuilt(checkout, fingerprint);
} catch (thrown) {
  const { code, message } = toErrorReport(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 1;
}

async function makePackages(onlyUnpacked: boolean): Promise<void> {
  forgetBuilt(checkout);
  const runtime = await packageRuntime(checkout);
  if (!runtime.isForRelease)
    console.log(`Electron ${runtime.version} of the registry: to be tested, not to be given away.`);
  const icons = await drawIcons(checkout);
  const targets = onlyUnpacked ? ['dir'] : runtime.isForRelease ? [] : targetsWithoutNetwork;
  const files = await buildPackage({ checkout, runtime, targets, icons });
  if (process.platform === 'linux') {
    refuseStrangers();
    if (!onlyUnpacked) files.push(makeDebianPackage(icons));
  }
  for (const file of files) printSize(file);
}

/** By dpkg-deb alone: electron-builder would fetch another packer. */
function makeDebianPackage(icons: string): string {
  const manifest = readFileSync(join(checkout, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const target = join(checkout, 'release', debianFile(version));
  const licence = join(checkout, 'assets', 'installer', 'license.txt');
  writeDebianPackage({ unpacked: join(checkout, unpackedFolder), icons, licence, version, target });
  return target;
}

function refuseStrangers(): void {
  const files = listContents(join(checkout, unpackedFolder));
  const bytes = files
    .filter((file) => !file.startsWith('app.asar/'))
    .reduce((sum, file) => sum + statSync(join(checkout, unpackedFolder, file)).size, 0);
  console.log(`${unpackedFolder}: ${megabytes(bytes)}, ${files.length} files`);
  const strangers = strangersAmong(files);
  if (strangers.length > 0)
    throw new AppError('internal', `The package holds what it should not: ${strangers.join(', ')}`);
}

function printSize(file: string): void {
  const { size } = statSync(file);
  console.log(`${basename(file)}: ${megabytes(size)}`);
  if (size > budget)
    throw new AppError('internal', `${basename(file)} is larger than its ${megabytes(budget)}.`);
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
