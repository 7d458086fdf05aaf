import { AppError } from '#common/errors';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { errnoOf } from '../survey/system-error.ts';

/** Those of this process, which the system would not tell from ones left by an earlier process of its number. */
const held = new Set<string>();

/**
 * Keeps a second batch off a journal. A lock that a killed program left behind is taken over.
 *
 * @returns what lets go of it
 * @throws AppError `scan-underway`, also where the lock is of another computer, `output-unwritable`
 */
export async function lockJournal(journal: string): Promise<() => Promise<void>> {
  const lock = `${journal}.lock`;
  if (held.has(lock) || !(await take(lock))) throw underway();
  held.add(lock);
  return async () => {
    held.delete(lock);
    await rm(lock, { force: true });
  };
}

async function take(lock: string): Promise<boolean> {
  if (await create(lock)) return true;
  const owner = await readFile(lock, 'utf8').catch(() => '');
  if (!isAbandoned(owner)) return false;
  await rm(lock, { force: true });
  return create(lock);
}

async function create(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, `${process.pid} ${hostname()}`, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false;
    throw new AppError('output-unwritable', `The report cannot be written there (${errnoOf(cause)}).`, {
      cause,
    });
  }
}

/** An empty one is left by a program that was killed, or a disk that was full, before it could sign it. */
function isAbandoned(owner: string): boolean {
  const [, pid = '', host = ''] = /^(\d+) (.*)$/.exec(owner) ?? [];
  if (pid === '') return true;
  return host === hostname() && (Number(pid) === process.pid || !isAlive(Number(pid)));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return errnoOf(thrown) === 'EPERM';
  }
}

function underway(): AppError {
  return new AppError('scan-underway', 'Another scan is writing this report.');
}
