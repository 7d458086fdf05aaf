import { spawnSync } from 'node:child_process';

/** Debian's names of what a bare system lacks to show an Electron window. */
const windowPackages = [
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libxss1',
  'libatk-bridge2.0-0',
  'libcups2',
] as const;
const displayPackages = ['xvfb', 'xauth'] as const;

/**
 * Installs the system libraries that the Electron at `executable` lacks, where that is possible.
 *
 * @param virtualDisplay whether Xvfb is wanted too
 * @returns null when nothing is missing any more, else one line that says what to install
 */
export function installSystemLibraries(executable: string, virtualDisplay: boolean): string | null {
  if (process.platform !== 'linux') return null;
  const missing = missingPackages(executable, virtualDisplay);
  if (missing.length === 0) return null;
  installPackages(missing);
  if (missingPackages(executable, virtualDisplay).length === 0) return null;
  return `System libraries are missing; install them with: apt-get install ${missing.join(' ')}`;
}

/** Installs packages of Debian where that is possible; whoever needs them looks whether it was. */
export function installPackages(packages: readonly string[]): void {
  if (packages.length === 0 || process.getuid?.() !== 0 || !isCommand('apt-get')) return;
  console.log(`Installing system packages: ${packages.join(' ')}`);
  aptGet('update');
  aptGet('install', '--yes', '--no-install-recommends', ...packages);
}

function missingPackages(executable: string, virtualDisplay: boolean): string[] {
  const linked = spawnSync('ldd', [executable], { encoding: 'utf8' }).stdout ?? '';
  const forWindow = linked.includes('not found') ? windowPackages : [];
  const forDisplay = virtualDisplay && !isCommand('Xvfb') ? displayPackages : [];
  return [...forDisplay, ...forWindow];
}

/** Whether the shell finds a command of that name. */
export function isCommand(name: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${name}`], { stdio: 'ignore' }).status === 0;
}

function aptGet(...parameters: readonly string[]): void {
  spawnSync('apt-get', ['-qq', ...parameters], {
    stdio: ['ignore', 'ignore', 'inherit'],
    // Services that packages bring are not started: the run level is that of maintenance.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  });
}
