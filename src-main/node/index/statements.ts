import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { AppError } from '#common/errors';
import type { Sqlite, SqlValue } from './sqlite.ts';

/** A statement and the rows of values that it was run with; null for a script without values. */
export type Statement = readonly [sql: string, rows: readonly (readonly SqlValue[])[] | null];

/** Statements that were carried out together, or a piece of a copy of the whole database. */
export interface Step {
  readonly kind: 'copy' | 'change';
  readonly statements: readonly Statement[];
}

const value = v.union([v.string(), v.number(), v.null()]);
const step = v.strictObject({
  kind: v.picklist(['copy', 'change']),
  statements: v.array(v.tuple([v.string(), v.nullable(v.array(v.array(value)))])),
});

/** Rows of a copy in one step: a few megabytes of text. */
const rowsAtATime = 5_000;

export function stepText(made: Step): string {
  return JSON.stringify(made);
}

/** @throws AppError index-damaged */
export function stepIn(text: string): Step {
  try {
    return v.parse(step, JSON.parse(text));
  } catch (cause) {
    throw new AppError('index-damaged', 'The encrypted index holds what is no index.', { cause });
  }
}

/** Carries out what was written down; all of a step or nothing. */
export function carryOut(database: Sqlite, { statements }: Step): void {
  database.transaction(() => {
    for (const [sql, rows] of statements)
      if (rows === null) database.execute(sql);
      else database.runEach(sql, rows);
  });
}

/** The steps that make an empty database one like this: its schema with its version first, then its rows. */
export function* copyOf(database: Sqlite): Generator<Step> {
  const made = database.all(
    `SELECT name, type, sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid`,
  );
  const version = Number(database.get('PRAGMA user_version')?.['user_version']);
  const scripts = [...made.map(({ sql }) => String(sql)), `PRAGMA user_version = ${version}`];
  yield { kind: 'copy', statements: scripts.map((sql) => [sql, null]) };
  for (const { name, type } of made) if (type === 'table') yield* rowsOf(database, String(name));
  // What AUTOINCREMENT counts by; it is there once a table has the word.
  if (database.get(`SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'`) === null) return;
  yield { kind: 'copy', statements: [['DELETE FROM sqlite_sequence', null]] };
  yield* rowsOf(database, 'sqlite_sequence');
}

/** A word for all that a database holds. */
export function digestOf(database: Sqlite): string {
  const hash = createHash('sha256');
  for (const made of copyOf(database)) hash.update(stepText(made));
  return hash.digest('hex');
}

function* rowsOf(database: Sqlite, table: string): Generator<Step> {
  const columns = database.all(`PRAGMA table_info(${table})`).map(({ name }) => `"${String(name)}"`);
  const places = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`;
  const order = columns.map((_, index) => index + 1).join(', ');
  for (let from = 0; ; from += rowsAtATime) {
    const rows = database
      .all(`SELECT * FROM ${table} ORDER BY ${order} LIMIT ${rowsAtATime} OFFSET ${from}`)
      // The schema has no other kinds of values.
      .map((row) => Object.values(row) as SqlValue[]);
    if (rows.length > 0) yield { kind: 'copy', statements: [[sql, rows]] };
    if (rows.length < rowsAtATime) return;
  }
}
