import { basename, posix } from 'node:path';
import { foldText } from '#common/browse/search-text';
import { studyKeysOf } from '#common/browse/study-identity';
import type { StudyId } from '#common/browse/study-summary';
import type { FilmSource } from '#common/contract/film-source';
import type { SurveyedImage } from '#common/contract/engine';
import { formatDate, formatPersonName } from '#common/viewer/format';
import { readFileStamp } from '../survey/file-stamp.ts';
import { contentStampOf, wholeStampOf } from './content-stamp.ts';
import { imageAt, keepPlace, sourceKey } from './image-places.ts';
import type { Sqlite, SqlValue } from './sqlite.ts';

/** The part of a surveyed film that the index keeps. */
export type IndexedFilm = Omit<SurveyedImage, 'scope' | 'container'>;

/** What tells a film's content from any other's; null for one that the index has as it lies there. */
export type ContentStamp = string | null;

/**
 * Tells a film's content, reading as little of it as will do: two that claim to be one instance and look alike
 * are compared byte by byte.
 *
 * @throws AppError of opening the file
 */
export async function stampFilm(database: Sqlite, film: IndexedFilm): Promise<ContentStamp> {
  if (imageAt(database, film) !== null) return null;
  const stamp = await contentStampOf(film);
  const { sopInstanceUid } = film.attributes;
  if (sopInstanceUid === null || film.members !== undefined) return stamp;
  const twins = database.all('SELECT source, file_stamp FROM images WHERE uid = ? AND content_stamp = ?', [
    sopInstanceUid,
    stamp,
  ]);
  for (const twin of twins) if (await differs(twin, film)) return wholeStampOf(film.path);
  return stamp;
}

/** Writes a film under its patient, study and series; within a transaction of the caller's. */
export function addFilm(database: Sqlite, film: IndexedFilm, stamp: ContentStamp): StudyId {
  const present = imageAt(database, film);
  if (present !== null) {
    openedFrom(database, present.image, film);
    return present.study;
  }
  if (stamp === null) throw new RangeError('A film that is new to the index needs its content stamp.');
  const keys = studyKeysOf(film.attributes, stamp);
  const a = film.attributes;
  const patient = keep(database, 'patients', keys.patient, {
    patient_id: a.patientId,
    issuer: a.issuerOfPatientId,
    name: a.patientName,
    birth_date: a.patientBirthDate,
    sex: a.patientSex,
  });
  const study = keep(database, 'studies', keys.study, {
    patient,
    uid: a.studyInstanceUid,
    date: a.studyDate,
    time: a.studyTime,
    description: a.studyDescription,
    accession_number: a.accessionNumber,
    display_name: displayName(film),
    search: '',
  });
  const series = keep(database, 'series', keys.series, {
    study,
    uid: a.seriesInstanceUid,
    number: a.seriesNumber,
    description: a.seriesDescription,
    modality: a.modality,
    body_part: a.bodyPartExamined,
  });
  keepImage(database, series, film, stamp);
  widenSearch(database, study, film);
  return study;
}

/** False where the twin is gone and nothing is left to compare. */
async function differs(twin: { readonly [column: string]: unknown }, film: IndexedFilm): Promise<boolean> {
  const source = JSON.parse(String(twin['source'])) as FilmSource;
  if (source.members !== undefined || source.path === film.path) return false;
  const present = await readFileStamp(source.path).catch(() => null);
  if (present !== twin['file_stamp']) return false;
  return (await wholeStampOf(source.path)) !== (await wholeStampOf(film.path));
}

type Columns = Readonly<Record<string, SqlValue>>;

/** The id of the row with this key, inserted where there is none. What is there already stays as it is. */
function keep(database: Sqlite, table: string, key: string, columns: Columns): number {
  const row = database.get(`SELECT id FROM ${table} WHERE key = ?`, [key]);
  if (row !== null) return Number(row['id']);
  const names = ['key', ...Object.keys(columns)];
  const places = names.map(() => '?').join(', ');
  return database.run(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`, [
    key,
    ...Object.values(columns),
  ]);
}

/** A copy of a film is the film, in one more place. */
function keepImage(database: Sqlite, series: number, film: IndexedFilm, stamp: string): void {
  const { sopInstanceUid } = film.attributes;
  const row = database.get('SELECT id FROM images WHERE series = ? AND uid IS ? AND content_stamp = ?', [
    series,
    sopInstanceUid,
    stamp,
  ]);
  const columns = [series, sopInstanceUid, stamp, sourceKey(film), film.stamp];
  const image =
    row === null
      ? database.run(
          `INSERT INTO images (series, uid, content_stamp, source, file_stamp, frames, "rows", "columns")
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
          [...columns, film.numberOfFrames, film.rows, film.columns],
        )
      : Number(row['id']);
  openedFrom(database, image, film);
  keepPlace(database, image, film);
}

/** The place where a film was seen last is the first where its study is looked for. */
function openedFrom(database: Sqlite, image: number, film: IndexedFilm): void {
  const source = sourceKey(film);
  database.run(
    `UPDATE images SET source = ?1, file_stamp = ?2 WHERE id = ?3 AND (source <> ?1 OR file_stamp <> ?2)`,
    [source, film.stamp, image],
  );
}

function widenSearch(database: Sqlite, study: number, film: IndexedFilm): void {
  const a = film.attributes;
  const known = String(database.get('SELECT search FROM studies WHERE id = ?', [study])?.['search']);
  const texts = [
    a.patientName && formatPersonName(a.patientName),
    a.patientId,
    a.accessionNumber,
    a.studyDate,
    a.studyDate && formatDate(a.studyDate),
    a.studyDescription,
    a.seriesDescription,
    a.bodyPartExamined,
    a.modality,
    displayName(film),
  ];
  const added = texts
    .map((text) => foldText(text ?? ''))
    .filter((text) => text !== '' && !known.includes(text));
  if (added.length === 0) return;
  const search = [known, ...new Set(added)].join('\n').trim();
  database.run('UPDATE studies SET search = ? WHERE id = ?', [search, study]);
}

function displayName({ path, members }: FilmSource): string {
  const member = members?.at(-1);
  return member === undefined ? basename(path) : posix.basename(member.name);
}
