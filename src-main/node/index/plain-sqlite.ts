import { chmodSync, existsSync, rmdirSync } from 'node:fs';
import { AppError } from '#common/errors';
import { sealedFile } from './index-files.ts';
import { SharedSqlite } from './shared-sqlite.ts';
import type { Sqlite } from './sqlite.ts';

/** The index as a database file that any SQLite reads. */
export class PlainSqlite extends SharedSqlite {
  readonly #path: string;

  constructor(path: string) {
    super(path, path);
    this.#path = path;
  }

  override purge(): void {
    const count = (pragma: string): number => Number(this.get(`PRAGMA ${pragma}`)?.[pragma]);
    if (count('freelist_count') > count('page_count') / 2) this.execute('VACUUM');
    // The write-ahead log still holds the pages as they were.
    this.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  protected override get isHeld(): boolean {
    return this.isAttached;
  }

  /** @throws AppError index-unwritable where another process encrypted the index, or changed its schema */
  protected override takeUp(): void {
    if (existsSync(sealedFile(this.#path)))
      throw new AppError('index-unwritable', 'Another Osteon encrypted the index of studies.');
    freeOfDeadLock(this.#path);
    this.attach();
    own(this, this.#path);
    this.requireOwnSchema();
  }

  protected override letGo(): void {
    this.detach();
  }
}

/** Whoever has the turn is the only one: a lock that the package left beside the file is a dead process's. */
export function freeOfDeadLock(path: string): void {
  if (existsSync(`${path}.lock`)) rmdirSync(`${path}.lock`);
}

/** How a database file is used by the one process that has it. */
export function own(database: Sqlite, path: string): void {
  // Names of patients: whoever else uses this computer has no business in them. Windows has its own lists.
  if (existsSync(path)) chmodSync(path, 0o600);
  // A write-ahead log needs shared memory, which this build lacks, unless one connection owns the file. The
  // other journals are not for it: it never takes up the one that a killed process left.
  database.execute('PRAGMA locking_mode = EXCLUSIVE');
  database.get('PRAGMA journal_mode = WAL');
  database.execute('PRAGMA synchronous = FULL');
  database.execute('PRAGMA foreign_keys = ON');
  // What is removed is overwritten with zeros, not only forgotten.
  database.get('PRAGMA secure_delete = ON');
}
