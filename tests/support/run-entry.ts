import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Ended } from './run-command-line.ts';

const checkout = join(__dirname, '../..');

/** Runs an entry of `training/`, such as `compare.ts`, in the checkout as its npm script does. */
export function runEntry(entry: string, args: readonly string[]): Promise<Ended> {
  const tsx = createRequire(__filename).resolve('tsx/cli');
  const all = [tsx, '--tsconfig', 'training/tsconfig.json', `training/${entry}`, ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, all, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject).on('close', (code) => resolve({ code, stdout, stderr }));
  });
}
