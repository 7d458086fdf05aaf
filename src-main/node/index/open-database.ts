import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { IndexState, SetAside } from '#common/browse/study-summary';
import { AppError, toPageReport } from '#common/errors';
import { finishConversion, sealedFile, setAside } from './index-files.ts';
import { PlainSqlite } from './plain-sqlite.ts';
import { migrate } from './schema.ts';
import { SealedSqlite } from './sealed-sqlite.ts';
import { Sqlite } from './sqlite.ts';
import { TurnFile } from './turn-file.ts';

export interface OpenedDatabase {
  readonly database: Sqlite;
  readonly state: IndexState;
}

/**
 * Opens the index, plain or encrypted as it lies there, checked and at the present schema. A damaged one is renamed
 * to `*.damaged-…`, one that the key does not fit to `*.locked-…`, and one of the same kind begun anew; where none can
 * be had, or the key is not there, the index lives in memory and says so. Other processes may have the same file.
 *
 * @param key of an encrypted index; null where there is none to be had
 */
export function openDatabase(path: string, key: Uint8Array | null = null): OpenedDatabase {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const isSealed = isSealedAt(path);
    if (isSealed && key === null)
      throw new AppError('index-locked', 'The index of studies is encrypted, and its key is not to be had.');
    return openLying(path, isSealed ? key : null);
  } catch (thrown) {
    return inMemory(thrown);
  }
}

/** Whether the index that holds is the encrypted one. @throws AppError index-unwritable */
function isSealedAt(path: string): boolean {
  const turn = new TurnFile(path);
  turn.take();
  try {
    finishConversion(path);
    return existsSync(sealedFile(path));
  } finally {
    turn.giveWay();
  }
}

function openLying(path: string, key: Uint8Array | null): OpenedDatabase {
  const open = (setAsideFor: SetAside): OpenedDatabase => ({
    database: openSound(key === null ? new PlainSqlite(path) : new SealedSqlite(path, key)),
    state: { saved: true, sealed: key !== null, setAside: setAsideFor },
  });
  try {
    return open(null);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    const { code } = thrown;
    if (code !== 'index-damaged' && code !== 'index-locked') throw thrown;
    setAside(key === null ? path : sealedFile(path), code === 'index-damaged' ? 'damaged' : 'locked');
    return open(code);
  }
}

function openSound(database: PlainSqlite | SealedSqlite): Sqlite {
  try {
    const verdict = database.get('PRAGMA quick_check(1)')?.['quick_check'];
    if (verdict !== 'ok') throw new AppError('index-damaged', 'The index of studies did not pass its check.');
    migrate(database);
    database.migrated = true;
    return database;
  } catch (thrown) {
    database.close();
    throw thrown;
  }
}

function inMemory(cause: unknown): OpenedDatabase {
  const database = new Sqlite(':memory:');
  database.execute('PRAGMA foreign_keys = ON');
  migrate(database);
  const { code, message } = toPageReport(cause);
  const error = { code: code === 'index-locked' ? code : 'index-unwritable', message } as const;
  return { database, state: { saved: false, error } };
}
