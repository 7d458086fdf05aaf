import { existsSync } from 'node:fs';
import { AppError } from '#common/errors';
import { sealedFile } from './index-files.ts';
import { SealedLog, writeLog } from './sealed-log.ts';
import { SharedSqlite } from './shared-sqlite.ts';
import type { SqlValue } from './sqlite.ts';
import { carryOut, copyOf, stepIn, stepText, type Statement } from './statements.ts';

/** In characters: changes beyond this, and beyond the copy that they follow, are folded into a new copy. */
const mostChanges = 4 * 2 ** 20;

/**
 * The index encrypted at rest: a database in memory, and a sealed log of what was done to it. A change is
 * acknowledged once the log has it.
 */
export class SealedSqlite extends SharedSqlite {
  readonly #path: string;
  readonly #file: string;
  readonly #key: Uint8Array;
  readonly #log: SealedLog;
  #position: SealedLog['position'] = null;
  /** Of the transaction under way. */
  #statements: Statement[] | null = null;
  #carryingOut = false;

  /** @param path of the plain file that this one stands in for; begun where there is none */
  constructor(path: string, key: Uint8Array) {
    super(':memory:', path);
    this.#path = path;
    this.#file = sealedFile(path);
    this.#key = key;
    this.#log = new SealedLog(this.#file, key);
  }

  override execute(sql: string): void {
    this.#within([sql, null], () => super.execute(sql));
  }

  override run(sql: string, values: readonly SqlValue[] = []): number {
    return this.#within([sql, [values]], () => super.run(sql, values));
  }

  override runEach(sql: string, rows: readonly (readonly SqlValue[])[]): void {
    this.#within([sql, rows], () => super.runEach(sql, rows));
  }

  override transaction<T>(change: () => T): T {
    if (this.#carryingOut) return super.transaction(change);
    const statements: Statement[] = [];
    try {
      return super.transaction(() => {
        this.#statements = statements;
        const result = change();
        if (statements.length > 0) this.#log.append(stepText({ kind: 'change', statements }));
        return result;
      });
    } finally {
      this.#statements = null;
    }
  }

  override purge(): void {
    this.ready();
    this.#fold();
  }

  protected override get isHeld(): boolean {
    return this.#log.isOpen;
  }

  protected override takeUp(): void {
    if (!existsSync(this.#file)) {
      // Begun anew beside a plain index, this one would be taken for its encrypted copy, and the index wiped.
      if (this.#position !== null || existsSync(this.#path))
        throw new AppError('index-unwritable', 'Another Osteon decrypted the index of studies.');
      writeLog(this.#file, this.#key, [stepText({ kind: 'copy', statements: [] })]);
    }
    const isFirst = this.#position === null;
    const { texts, fromStart } = this.#log.read(this.#position);
    this.#carryOut(texts, fromStart);
    this.#position = this.#log.position;
    this.requireOwnSchema();
    if (isFirst && outweighs(texts)) this.#fold();
  }

  protected override letGo(): void {
    this.#position = this.#log.position ?? this.#position;
    this.#log.close();
  }

  #carryOut(texts: readonly string[], fromStart: boolean): void {
    this.#carryingOut = true;
    try {
      if (fromStart) this.detach();
      this.attach();
      if (fromStart) this.execute('PRAGMA foreign_keys = ON');
      for (const text of texts) carryOut(this, stepIn(text));
    } catch (thrown) {
      this.detach();
      throw thrown;
    } finally {
      this.#carryingOut = false;
    }
  }

  /** The file is now a copy of what is there, and holds nothing of what was. */
  #fold(): void {
    this.#log.rewrite(Array.from(copyOf(this), stepText));
    this.#log.read(null);
    this.#position = this.#log.position;
  }

  #within<T>(statement: Statement, does: () => T): T {
    if (this.#carryingOut) return does();
    if (this.#statements === null) return this.transaction(() => this.#within(statement, does));
    const result = does();
    this.#statements.push(statement);
    return result;
  }
}

function outweighs(texts: readonly string[]): boolean {
  let copy = 0;
  let changes = 0;
  for (const text of texts)
    if (text.startsWith('{"kind":"change"')) changes += text.length;
    else copy += text.length;
  return changes > mostChanges && changes > copy;
}
