import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { sourceText } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import { Passwords } from '../media/passwords.ts';
import type { DescribeOptions } from '../survey/describe-files.ts';
import { errnoOf } from '../survey/system-error.ts';

/** The options of every command that opens archives. */
export interface PasswordOptions {
  /** A text file with a password a line. */
  readonly passwordFile?: string;
}

/**
 * The passwords of the file that was named; they are never taken from the command line, which others can see.
 *
 * @throws AppError `file-unreadable`.
 */
export async function readPasswords({ passwordFile }: PasswordOptions): Promise<Passwords> {
  if (passwordFile === undefined) return new Passwords();
  const text = await readFile(passwordFile, 'utf8').catch((cause: unknown) => {
    throw new AppError('file-unreadable', `The password file cannot be read (${errnoOf(cause)}).`, { cause });
  });
  return new Passwords(text.split(/\r?\n/).filter((line) => line !== ''));
}

/** Asks on the terminal, without echo, up to three times an archive; undefined where nobody sits at one. */
export function promptOnTerminal(passwords: Passwords): DescribeOptions['askPassword'] {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const asked = new Map<string, number>();
  return async (archive, wasWrong) => {
    const name = sourceText(archive);
    const times = (asked.get(name) ?? 0) + 1;
    asked.set(name, times);
    if (times > 3) return false;
    const password = await promptHidden(`${wasWrong ? 'Wrong password. ' : ''}Password of ${name}: `);
    if (password === '') return false;
    passwords.add(archive.path, password);
    return true;
  };
}

async function promptHidden(question: string): Promise<string> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  // Only now: what is typed before the terminal stops echoing would be seen.
  process.stderr.write(question);
  try {
    // Ending the input, or interrupting, is no answer.
    return await Promise.race([
      terminal.question(''),
      new Promise<string>((resolve) => terminal.once('close', () => resolve(''))),
    ]);
  } finally {
    terminal.close();
    process.stderr.write('\n');
  }
}
