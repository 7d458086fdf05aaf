import { AppError } from '#common/errors';
import { createInterface } from 'node:readline/promises';
import { hasJournal, type BatchStart } from '../batch/open-journal.ts';
import type { BatchWatcher } from '../batch/run-batch.ts';

/**
 * Asks on the terminal about an unfinished scan of the same report.
 *
 * @throws AppError `cancelled` where neither is wanted, `scan-unfinished` where nobody sits at a terminal
 */
export async function askWhatToDo(journal: string): Promise<BatchStart> {
  if (!(await hasJournal(journal))) return 'fresh';
  if (!isInteractive())
    throw new AppError(
      'scan-unfinished',
      'An earlier scan into this report is unfinished: go on with --resume, or begin anew with --restart.',
    );
  const answer = await ask(
    'An earlier scan into this report is unfinished. [R]esume it, [b]egin anew, or [q]uit? ',
  );
  if (/^(r|resume)?$/i.test(answer)) return 'resume';
  if (/^b/i.test(answer)) return 'restart';
  throw new AppError('cancelled', 'The earlier scan stays as it is.');
}

/** Asks on the terminal for room on the disk; where nobody sits at one a full disk ends the scan. */
export function askForRoom(): Pick<BatchWatcher, 'awaitRoom'> {
  if (!isInteractive()) return {};
  return {
    async awaitRoom() {
      await ask('\nThe disk is full; the scan is paused. Free some room, then press Enter. ');
    },
  };
}

function isInteractive(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** @throws AppError `cancelled` where the input ends */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const ended = new Promise<null>((resolve) => terminal.once('close', () => resolve(null)));
  try {
    const answer = await Promise.race([terminal.question(question), ended]);
    if (answer === null) throw new AppError('cancelled', 'Stopped on request.');
    return answer.trim();
  } finally {
    terminal.close();
  }
}
