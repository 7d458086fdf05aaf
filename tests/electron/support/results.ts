import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { commandLine } from './checkout.ts';

/** The part of a line of `osteon classify --json` that windows are compared with. */
export interface ClassifyLine {
  readonly file: string;
  readonly probability?: number;
  readonly error?: { readonly code: string };
}

/** What the command line says of the same files. */
export async function classifyByCommandLine(files: readonly string[]): Promise<ClassifyLine[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [commandLine, 'classify', ...files, '--json'],
    { maxBuffer: 2 ** 26 },
  );
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as ClassifyLine);
}
