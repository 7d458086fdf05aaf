import { Database, SQLite3Error } from 'node-sqlite3-wasm';
import { AppError } from '#common/errors';

export type SqlValue = string | number | null;
export type SqlRow = Readonly<Record<string, unknown>>;

/** Read SQLite's own words: the package gives no result codes. */
const damage = /malformed|not a database|corrupt/i;

/**
 * One SQLite database, of a file or in memory. Every method throws AppError `index-damaged` where the content
 * is no sound database, and `index-unwritable` for a full disk, a missing permission or another owner.
 */
export class Sqlite {
  readonly #database: Database;

  /** @param path `:memory:` for one that ends with the process */
  constructor(path: string) {
    this.#database = guarded(() => new Database(path));
  }

  /** Statements without parameters and without rows. */
  execute(sql: string): void {
    guarded(() => this.#database.exec(sql));
  }

  /** Runs one statement; returns the id of the row it inserted, if it did. */
  run(sql: string, values: readonly SqlValue[] = []): number {
    return guarded(() => Number(this.#database.run(sql, [...values]).lastInsertRowid));
  }

  all(sql: string, values: readonly SqlValue[] = []): readonly SqlRow[] {
    return guarded(() => this.#database.all(sql, [...values]) as SqlRow[]);
  }

  get(sql: string, values: readonly SqlValue[] = []): SqlRow | null {
    return guarded(() => this.#database.get(sql, [...values]) as SqlRow | null);
  }

  /** All of what `change` writes, or nothing of it. */
  transaction<T>(change: () => T): T {
    this.execute('BEGIN IMMEDIATE');
    try {
      const result = change();
      this.execute('COMMIT');
      return result;
    } catch (thrown) {
      // A full disk ends the transaction by itself.
      if (this.#database.inTransaction) this.execute('ROLLBACK');
      throw thrown;
    }
  }

  close(): void {
    if (this.#database.isOpen) this.#database.close();
  }
}

function guarded<T>(use: () => T): T {
  try {
    return use();
  } catch (thrown) {
    if (!(thrown instanceof SQLite3Error)) throw thrown;
    const [code, message] = damage.test(thrown.message)
      ? (['index-damaged', 'The index of studies is damaged'] as const)
      : (['index-unwritable', 'The index of studies cannot be used'] as const);
    throw new AppError(code, `${message}: ${thrown.message}.`, { cause: thrown });
  }
}
