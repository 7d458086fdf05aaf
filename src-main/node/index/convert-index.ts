import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#common/errors';
import { finishConversion, newFile, plainHolds, sealedFile, sealedHolds, setAside } from './index-files.ts';
import { freeOfDeadLock, own } from './plain-sqlite.ts';
import { SealedLog, writeLog } from './sealed-log.ts';
import { Sqlite } from './sqlite.ts';
import { carryOut, copyOf, digestOf, stepIn, stepText } from './statements.ts';
import { TurnFile } from './turn-file.ts';

/**
 * Encrypts the index of a path, or decrypts it. The copy is written whole, read again and compared before it takes
 * the index's place, so that a crash leaves one of the two and loses nothing. An encrypted index that the old key
 * does not open is set aside as `*.locked-…`. This process must not have the index open.
 *
 * @param to The key to encrypt with; null to decrypt.
 * @throws AppError index-damaged, or index-unwritable: the index is as it was then
 */
export function convertIndex(path: string, from: Uint8Array | null, to: Uint8Array | null): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const turn = new TurnFile(path);
  turn.take();
  try {
    finishConversion(path);
    const isSealed = existsSync(sealedFile(path));
    if (isSealed) {
      if (from === null || !opens(path, from)) setAside(sealedFile(path), 'locked');
      else if (to === null) decrypt(path, from);
    }
    if (to !== null && !existsSync(sealedFile(path))) encrypt(path, to);
  } finally {
    turn.giveWay();
  }
}

function opens(path: string, key: Uint8Array): boolean {
  const log = new SealedLog(sealedFile(path), key);
  try {
    log.read(null);
    return true;
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'index-locked') return false;
    throw thrown;
  } finally {
    log.close();
  }
}

function encrypt(path: string, key: Uint8Array): void {
  freeOfDeadLock(path);
  const plain = new Sqlite(existsSync(path) ? path : ':memory:');
  try {
    own(plain, path);
    const file = newFile(sealedFile(path));
    writeLog(file, key, Array.from(copyOf(plain), stepText));
    const copy = unsealed(file, key);
    requireSame(plain, copy);
    copy.close();
  } finally {
    plain.close();
  }
  sealedHolds(path);
}

function decrypt(path: string, key: Uint8Array): void {
  const sealed = unsealed(sealedFile(path), key);
  const file = newFile(path);
  try {
    const written = new Sqlite(file);
    own(written, file);
    for (const step of copyOf(sealed)) carryOut(written, step);
    written.close();
    chmodSync(file, 0o600);
    const copy = new Sqlite(file);
    own(copy, file);
    requireSame(sealed, copy);
    copy.close();
  } finally {
    sealed.close();
  }
  plainHolds(path);
}

/** What is in an encrypted file, in memory. */
function unsealed(file: string, key: Uint8Array): Sqlite {
  const log = new SealedLog(file, key);
  const database = new Sqlite(':memory:');
  database.execute('PRAGMA foreign_keys = ON');
  for (const text of log.read(null).texts) carryOut(database, stepIn(text));
  log.close();
  return database;
}

function requireSame(one: Sqlite, other: Sqlite): void {
  if (digestOf(one) !== digestOf(other))
    throw new AppError('index-unwritable', 'The copy of the index of studies is not like the index.');
}
