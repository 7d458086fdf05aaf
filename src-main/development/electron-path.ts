/** Prints the command line, executable first, that starts this checkout in a real Electron. */
import { resolve } from 'node:path';
import { toErrorReport } from '#common/errors';
import { resolveElectron } from './electron-runtime.ts';

try {
  const { executable, leadingArguments } = await resolveElectron(resolve(import.meta.dirname, '../..'));
  console.log([executable, ...leadingArguments].join(' '));
} catch (thrown) {
  const { code, message } = toErrorReport(thrown);
  console.error(`${code}: ${message}`);
  process.exitCode = 1;
}
