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
  readonly #path: string;
  #open: Database | null = null;
  #closed = false;

  /** @param path `:memory:` for one that ends with the process; opened with the first statement */
  constructor(path: string) {
    this.#path = path;
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

  /** Runs one statement once for each of the rows of values. */
  runEach(sql: string, rows: readonly (readonly SqlValue[])[]): void {
    guarded(() => {
      const statement = this.#database.prepare(sql);
      try {
        for (const values of rows) statement.run([...values]);
      } finally {
        statement.finalize();
      }
    });
  }

  /** All of what `change` writes, or nothing of it. */
  transaction<T>(change: () => T): T {
    guarded(() => this.#database.exec('BEGIN IMMEDIATE'));
    try {
      const result = change();
      guarded(() => this.#database.exec('COMMIT'));
      return result;
    } catch (thrown) {
      const open = this.#open;
      // A full disk ends the transaction by itself.
      if (open?.inTransaction) guarded(() => open.exec('ROLLBACK'));
      throw thrown;
    }
  }

  /** Sees to it that what was deleted is in no file any more; not within a transaction. */
  purge(): void {
    // Memory is nobody else's.
  }

  close(): void {
    this.#closed = true;
    this.detach();
  }

  protected get isAttached(): boolean {
    return this.#open !== null;
  }

  protected attach(): void {
    this.#open ??= guarded(() => new Database(this.#path));
  }

  /** Closes the file until the next statement. */
  protected detach(): void {
    const open = this.#open;
    this.#open = null;
    if (open?.isOpen) guarded(() => open.close());
  }

  /** Comes before every statement outside a transaction, and sees to it that the file is open. */
  protected ready(): void {
    this.attach();
  }

  get #database(): Database {
    if (this.#closed) throw new AppError('index-unwritable', 'The index of studies is closed.');
    if (!this.#open?.inTransaction) this.ready();
    return this.#open!;
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
