import { AppError } from '#common/errors';
import type { Sqlite } from './sqlite.ts';

/** What turns each version of the schema into the next; never edited once shipped, only added to. */
const migrations: readonly string[] = [
  `
  CREATE TABLE patients (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    patient_id TEXT, issuer TEXT, name TEXT, birth_date TEXT, sex TEXT
  ) STRICT;
  CREATE TABLE studies (
    id INTEGER PRIMARY KEY,
    patient INTEGER NOT NULL REFERENCES patients ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    uid TEXT, date TEXT, time TEXT, description TEXT, accession_number TEXT,
    display_name TEXT NOT NULL,
    search TEXT NOT NULL,
    status TEXT NOT NULL DEFAULT 'unread' CHECK (status IN ('unread', 'read', 'flagged')),
    note TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    study INTEGER NOT NULL REFERENCES studies ON DELETE CASCADE,
    key TEXT NOT NULL UNIQUE,
    uid TEXT, number TEXT, description TEXT, modality TEXT, body_part TEXT
  ) STRICT;
  CREATE TABLE images (
    id INTEGER PRIMARY KEY,
    series INTEGER NOT NULL REFERENCES series ON DELETE CASCADE,
    uid TEXT,
    content_stamp TEXT NOT NULL,
    source TEXT NOT NULL,
    file_stamp TEXT NOT NULL,
    frames INTEGER NOT NULL, "rows" INTEGER NOT NULL, "columns" INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE verdicts (
    image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
    frame INTEGER NOT NULL,
    model TEXT NOT NULL,
    finding TEXT NOT NULL,
    probability REAL,
    scope_reason TEXT NOT NULL,
    PRIMARY KEY (image, frame, model)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX studies_by_patient ON studies (patient);
  CREATE INDEX studies_by_uid ON studies (uid);
  CREATE INDEX series_by_study ON series (study);
  CREATE INDEX series_by_uid ON series (uid);
  CREATE INDEX images_by_series ON images (series);
  CREATE INDEX images_by_uid ON images (uid);
  CREATE INDEX images_by_source ON images (source);
  `,
  `
  CREATE TABLE calibrations (
    image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
    frame INTEGER NOT NULL,
    millimetres_per_unit REAL NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('line', 'object')),
    millimetres REAL NOT NULL,
    PRIMARY KEY (image, frame)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE annotations (
    drawn INTEGER PRIMARY KEY AUTOINCREMENT,
    image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
    frame INTEGER NOT NULL,
    id TEXT NOT NULL,
    shape TEXT NOT NULL,
    points TEXT NOT NULL,
    text TEXT NOT NULL,
    label_at TEXT,
    UNIQUE (image, frame, id)
  ) STRICT;
  CREATE TABLE key_images (
    image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE,
    frame INTEGER NOT NULL,
    PRIMARY KEY (image, frame)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE places (
    source TEXT PRIMARY KEY,
    file_stamp TEXT NOT NULL,
    image INTEGER NOT NULL REFERENCES images ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  INSERT OR REPLACE INTO places SELECT source, file_stamp, id FROM images ORDER BY id;
  CREATE INDEX places_by_image ON places (image);
  `,
  `
  CREATE TABLE triage (
    id INTEGER PRIMARY KEY,
    study_key TEXT NOT NULL,
    model TEXT NOT NULL,
    verdict TEXT CHECK (verdict IN ('agree', 'disagree', 'unsure')),
    said TEXT NOT NULL
  ) STRICT;
  CREATE INDEX triage_by_study ON triage (model, study_key);
  `,
  `
  CREATE TABLE worklist (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    report TEXT NOT NULL,
    judge TEXT NOT NULL,
    film TEXT NOT NULL
  ) STRICT;
  `,
];

export const schemaVersion = migrations.length;

/**
 * Brings a database to the present schema, each version in a transaction of its own.
 *
 * @throws AppError `index-unwritable` where a newer Osteon wrote it: nothing is changed then.
 */
export function migrate(database: Sqlite): void {
  const version = Number(database.get('PRAGMA user_version')?.['user_version']);
  if (version > schemaVersion)
    throw new AppError('index-unwritable', 'The index of studies was written by a newer Osteon.');
  migrations.slice(version).forEach((migration, offset) =>
    database.transaction(() => {
      database.execute(migration);
      database.execute(`PRAGMA user_version = ${version + offset + 1}`);
    }),
  );
}
