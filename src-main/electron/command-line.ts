import { resolve } from 'node:path';
import * as v from 'valibot';

/**
 * The files and folders named on a command line, made absolute.
 *
 * Chromium and debuggers put switches of their own there; what follows `--` is always a path.
 *
 * @param userArguments without the executable
 */
export function pathsOf(userArguments: readonly string[], workingDirectory: string): string[] {
  const end = userArguments.indexOf('--');
  const before = end < 0 ? userArguments : userArguments.slice(0, end);
  const after = end < 0 ? [] : userArguments.slice(end + 1);
  const named = [...before.filter((argument) => argument !== '' && !argument.startsWith('-')), ...after];
  return named.map((path) => resolve(workingDirectory, path));
}

/**
 * What the launcher `osteon` of a package was asked to do without a window; null where a window is wanted.
 *
 * The launcher's switches for Chromium and for this come before `--`, the command's own arguments after it.
 */
export function commandOf(userArguments: readonly string[]): readonly string[] | null {
  const end = userArguments.indexOf('--');
  if (end < 0 || !userArguments.slice(0, end).includes('--command')) return null;
  return userArguments.slice(end + 1);
}

const handOverSchema = v.object({ paths: v.array(v.string()) });

/** What a second instance handed to the first; another program's or version's message counts as empty. */
export function handedOverPaths(message: unknown): string[] {
  const parsed = v.safeParse(handOverSchema, message);
  return parsed.success ? parsed.output.paths : [];
}
