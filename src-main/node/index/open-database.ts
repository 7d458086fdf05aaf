import { chmodSync, existsSync, mkdirSync, renameSync, rmdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { IndexState } from '#common/browse/study-summary';
import { AppError, toPageReport } from '#common/errors';
import { migrate } from './schema.ts';
import { Sqlite } from './sqlite.ts';

export interface OpenedDatabase {
  readonly database: Sqlite;
  readonly state: IndexState;
}

/**
 * Opens the index, checked and at the present schema. A damaged file is renamed to `*.damaged-…` and one begun
 * anew; where none can be had, the index lives in memory and says so.
 *
 * The caller sees to it that no other process has the file open: a lock that lies there is a dead one's.
 */
export function openDatabase(path: string): OpenedDatabase {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return { database: openSound(path), state: { saved: true, setAside: false } };
  } catch (thrown) {
    if (!(thrown instanceof AppError) || thrown.code !== 'index-damaged') return inMemory(thrown);
  }
  try {
    setAside(path);
    return { database: openSound(path), state: { saved: true, setAside: true } };
  } catch (thrown) {
    return inMemory(thrown);
  }
}

function openSound(path: string): Sqlite {
  removeStaleLock(path);
  const database = new Sqlite(path);
  try {
    // Names of patients: whoever else uses this computer has no business in them. Windows has its own lists.
    if (existsSync(path)) chmodSync(path, 0o600);
    prepare(database);
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function prepare(database: Sqlite): void {
  // A write-ahead log needs shared memory, which this build lacks, unless one connection owns the file.
  database.execute('PRAGMA locking_mode = EXCLUSIVE');
  database.get('PRAGMA journal_mode = WAL');
  database.execute('PRAGMA synchronous = FULL');
  database.execute('PRAGMA foreign_keys = ON');
  // What is removed is overwritten with zeros, not only forgotten.
  database.get('PRAGMA secure_delete = ON');
  const verdict = database.get('PRAGMA quick_check(1)')?.['quick_check'];
  if (verdict !== 'ok') throw new AppError('index-damaged', 'The index of studies did not pass its check.');
  migrate(database);
}

function inMemory(cause: unknown): OpenedDatabase {
  const database = new Sqlite(':memory:');
  database.execute('PRAGMA foreign_keys = ON');
  migrate(database);
  const { message } = toPageReport(cause);
  return { database, state: { saved: false, error: { code: 'index-unwritable', message } } };
}

/** The package locks by a folder, which a killed process leaves behind. */
function removeStaleLock(path: string): void {
  if (existsSync(`${path}.lock`)) rmdirSync(`${path}.lock`);
}

/** The journal goes with its database: it may hold what the file lacks. */
function setAside(path: string): void {
  const suffix = `.damaged-${new Date().toISOString().replace(/\D/g, '')}`;
  for (const end of ['', '-wal', '-journal'])
    if (existsSync(path + end)) renameSync(path + end, path + suffix + end);
}
