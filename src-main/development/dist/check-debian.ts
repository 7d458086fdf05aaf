/**
 * `npm run dist:check`: installs the Debian package of `release/`, starts it by its menu entry as a person without
 * rights, classifies in its window and by its command, upgrades it, removes it, and looks at what is left.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { AppError, toErrorReport } from '#common/errors';
import { startXvfb } from '../xvfb.ts';
import { writeDebianPackage } from './debian-package.ts';
import { openInstalledWindow } from './installed-window.ts';
import { debianFile, unpackedFolder } from './package-places.ts';

const checkout = resolve(import.meta.dirname, '../../..');
const sample = join(checkout, 'assets', 'samples', 'phantom-fracture.dcm');
const menuEntry = '/usr/share/applications/osteon.desktop';
const command = '/usr/bin/osteon';
const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] as const;

const home = mkdtempSync(join(tmpdir(), 'osteon-home-'));
try {
  await check();
} catch (thrown) {
  const { code, message } = toErrorReport(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function check(): Promise<void> {
  if (process.getuid?.() !== 0) throw new AppError('internal', 'Only root can install a package.');
  if (isInstalled()) throw new AppError('internal', 'Osteon is installed here already; remove it first.');
  chmodSync(home, 0o777);
  const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
  const newer = join(tmpdir(), `osteon-newer-${process.pid}.deb`);
  const display = await startXvfb();
  try {
    install(join(checkout, 'release', debianFile(version)));
    const files = installedFiles();
    tell(`installed ${installedVersion()}: ${files.length} files`);
    const byCommand = probabilityByCommand();
    tell(`its command, as nobody and without a display: ${byCommand.toFixed(4)}`);
    expectSame('its window', await probabilityInWindow(display.name), byCommand);
    const kept = filesIn(home);
    tell(
      `left in the profile: ${[...new Set(kept.map((file) => file.split('/').slice(0, 2).join('/')))].join(', ')}`,
    );
    writeNewer(newer, `${version}+1`);
    install(newer);
    tell(`upgraded to ${installedVersion()}`);
    expectSame('its window after the upgrade', await probabilityInWindow(display.name), byCommand);
    expectKept(kept.filter((file) => file.endsWith('.db') || file.endsWith('.json')));
    apt('remove', 'osteon');
    const left = files.filter((file) => isThere(file));
    if (left.length > 0) throw new AppError('internal', `Removing left ${left.join(', ')}`);
    if (isThere('/usr/lib/osteon')) throw new AppError('internal', 'Removing left /usr/lib/osteon');
    expectKept(kept.filter((file) => file.endsWith('.db')));
    tell('removed: nothing is left but the profile');
  } finally {
    if (isInstalled()) apt('remove', 'osteon');
    rmSync(newer, { force: true });
    display.stop();
  }
}

function tell(line: string): void {
  console.log(`deb: ${line}`);
}

function apt(...parameters: readonly string[]): void {
  execFileSync('apt-get', ['-qq', '--yes', '--no-install-recommends', ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** With what it depends on, where that is missing. */
function install(file: string): void {
  apt('install', file);
}

function isInstalled(): boolean {
  return existsSync('/var/lib/dpkg/info/osteon.list');
}

function installedVersion(): string {
  return execFileSync('dpkg-query', ['--show', '--showformat=${Version}', 'osteon'], { encoding: 'utf8' });
}

function installedFiles(): string[] {
  const listed = execFileSync('dpkg', ['--listfiles', 'osteon'], { encoding: 'utf8' }).trim().split('\n');
  return listed.filter((path) => isThere(path) && !lstatSync(path).isDirectory());
}

function isThere(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

function environment(display?: string): NodeJS.ProcessEnv {
  const { PATH } = process.env;
  return { PATH, HOME: home, ...(display === undefined ? {} : { DISPLAY: display }) };
}

function probabilityByCommand(): number {
  const [executable, ...parameters] = [...nobody, command, 'classify', sample, '--json'];
  const line = execFileSync(executable!, parameters, { encoding: 'utf8', cwd: home, env: environment() });
  return (JSON.parse(line) as { probability: number }).probability;
}

async function probabilityInWindow(display: string): Promise<number> {
  const entry = /^Exec=(.*)$/m.exec(readFileSync(menuEntry, 'utf8'))![1]!;
  const [executable, ...parameters] = entry.split(' ').map((word) => (word === '%F' ? sample : word));
  const commandLine = [...nobody, executable!, '--remote-debugging-port=0', ...parameters] as const;
  const window = await openInstalledWindow(
    commandLine as unknown as [string, ...string[]],
    environment(display),
  );
  const probability = window.page.getByTestId('probability');
  await probability.waitFor({ timeout: 60_000 });
  const shown = Number(await probability.getAttribute('data-probability'));
  await window.close();
  return shown;
}

function expectSame(where: string, found: number, expected: number): void {
  if (found.toFixed(4) !== expected.toFixed(4))
    throw new AppError('internal', `${where} says ${found}, its command ${expected}.`);
  tell(`${where}: ${found.toFixed(4)}`);
}

function writeNewer(target: string, version: string): void {
  const licence = join(checkout, 'assets', 'installer', 'license.txt');
  const icons = join(checkout, 'release', '.icons');
  writeDebianPackage({ unpacked: join(checkout, unpackedFolder), icons, licence, version, target });
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

function expectKept(files: readonly string[]): void {
  const gone = files.filter((file) => !existsSync(join(home, file)));
  if (files.length === 0 || gone.length > 0)
    throw new AppError('internal', `The profile lost ${gone.join(', ')}`);
}
