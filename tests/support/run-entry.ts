import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Ended } from './run-command-line.ts';

const checkout = join(__dirname, '../..');

/** Runs an entry of `training/`, such as `compare.ts`, in the checkout as its npm script does. */
export function runEntry(entry: string, args: readonly string[]): Promise<Ended> {
  return watch(startEntry(entry, args), () => undefined);
}

/** Runs an entry as `runEntry` does, and ends it as a power cut would once `sign` is in what it printed. */
export function cutEntry(entry: string, args: readonly string[], sign: RegExp): Promise<Ended> {
  // The loader runs the entry in a process of its own: both are in one group, and end together.
  const child = startEntry(entry, args, true);
  return watch(child, (stdout) => {
    if (sign.test(stdout) && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  });
}

function startEntry(
  entry: string,
  args: readonly string[],
  detached = false,
): ChildProcessByStdio<null, Readable, Readable> {
  const tsx = createRequire(__filename).resolve('tsx/cli');
  const all = [tsx, '--tsconfig', 'training/tsconfig.json', `training/${entry}`, ...args];
  return spawn(process.execPath, all, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'], detached });
}

function watch(
  child: ChildProcessByStdio<null, Readable, Readable>,
  onOutput: (stdout: string) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      onOutput(stdout);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
