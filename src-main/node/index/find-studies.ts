import { searchWords } from '#common/browse/search-text';
import {
  mostStudies,
  type FoundStudies,
  type StudyId,
  type StudyNotice,
  type StudyOrder,
  type StudyQuery,
  type StudyStatus,
  type StudySummary,
} from '#common/browse/study-summary';
import type { Finding } from '#common/viewer/finding';
import type { Sqlite, SqlRow, SqlValue } from './sqlite.ts';

/** Least grave first: a study is under the gravest finding of its images. */
const gravity: readonly Finding[] = ['outOfScope', 'notFlagged', 'rankingScore', 'doubtful', 'suspected'];

const gravityOfVerdict = `CASE verdicts.finding ${gravity
  .map((finding, index) => `WHEN '${finding}' THEN ${index}`)
  .join(' ')} END`;

/** One row a study; the first parameter is the present model. */
const summaries = `
  SELECT
    studies.id, studies.uid, studies.date, studies.description, studies.accession_number,
    studies.display_name, studies.search, studies.status, studies.note,
    patients.name, patients.patient_id, patients.birth_date,
    group_concat(DISTINCT series.body_part) AS body_parts,
    group_concat(DISTINCT series.modality) AS modalities,
    count(DISTINCT images.id) AS images,
    count(DISTINCT verdicts.image) AS judged,
    max(${gravityOfVerdict}) AS gravity,
    max(verdicts.probability) AS probability,
    max(EXISTS (
      SELECT 1 FROM images AS other
      WHERE other.uid = images.uid AND other.content_stamp <> images.content_stamp
    )) AS shared_instance,
    max(EXISTS (
      SELECT 1 FROM series AS other JOIN studies AS elsewhere ON elsewhere.id = other.study
      WHERE other.uid = series.uid AND elsewhere.patient <> studies.patient
    ) OR EXISTS (
      SELECT 1 FROM studies AS elsewhere
      WHERE elsewhere.uid = studies.uid AND elsewhere.patient <> studies.patient
    )) AS several_patients
  FROM studies
  JOIN patients ON patients.id = studies.patient
  JOIN series ON series.study = studies.id
  JOIN images ON images.series = series.id
  LEFT JOIN verdicts ON verdicts.image = images.id AND verdicts.model = ?
  GROUP BY studies.id`;

/** Columns that sort; what is unknown comes last either way, and arrival decides between equals. */
const sortKeys: Readonly<Record<StudyOrder, string>> = {
  arrival: 'id',
  date: 'date',
  name: 'name COLLATE NOCASE',
  probability: 'probability',
};

/** @param model SHA-256 of the present model; null while there is none */
export function findStudies(
  database: Sqlite,
  query: StudyQuery,
  model: string | null,
): Pick<FoundStudies, 'studies' | 'total'> {
  const conditions: string[] = [];
  const values: SqlValue[] = [model];
  for (const word of searchWords(query.text)) {
    conditions.push('instr(search, ?) > 0');
    values.push(word);
  }
  if (query.statuses.length > 0) conditions.push(isOneOf('status', query.statuses, values));
  if (query.findings.length > 0) {
    const wanted = query.findings.map((finding) => gravity.indexOf(finding));
    conditions.push(isOneOf('gravity', wanted, values));
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const key = sortKeys[query.order];
  const direction = query.descending ? 'DESC' : 'ASC';
  const rows = database.all(
    `SELECT *, count(*) OVER () AS total FROM (${summaries}) ${where}
     ORDER BY ${key} ${direction} NULLS LAST, id LIMIT ${mostStudies}`,
    values,
  );
  return { studies: rows.map(summaryOf), total: Number(rows[0]?.['total'] ?? 0) };
}

/** Those of the studies that the index knows, in no order. */
export function summariesOf(
  database: Sqlite,
  ids: readonly StudyId[],
  model: string | null,
): readonly StudySummary[] {
  const values: SqlValue[] = [model];
  const condition = isOneOf('id', ids, values);
  return database.all(`SELECT * FROM (${summaries}) WHERE ${condition}`, values).map(summaryOf);
}

function isOneOf(column: string, wanted: readonly SqlValue[], values: SqlValue[]): string {
  values.push(...wanted);
  return `${column} IN (${wanted.map(() => '?').join(', ')})`;
}

function summaryOf(row: SqlRow): StudySummary {
  return {
    studyId: Number(row['id']),
    patientName: text(row['name']),
    patientId: text(row['patient_id']),
    patientBirthDate: text(row['birth_date']),
    studyDate: text(row['date']),
    studyDescription: text(row['description']),
    accessionNumber: text(row['accession_number']),
    bodyParts: list(row['body_parts']),
    modalities: list(row['modalities']),
    displayName: String(row['display_name']),
    images: Number(row['images']),
    judged: Number(row['judged']),
    finding: row['gravity'] === null ? null : (gravity[Number(row['gravity'])] ?? null),
    probability: row['probability'] === null ? null : Number(row['probability']),
    // The table's own CHECK holds the closed set.
    status: row['status'] as StudyStatus,
    note: String(row['note']),
    notices: noticesOf(row),
  };
}

function noticesOf(row: SqlRow): readonly StudyNotice[] {
  return [
    ...(row['shared_instance'] === 1 ? (['sharedInstanceUid'] as const) : []),
    ...(row['several_patients'] === 1 ? (['severalPatients'] as const) : []),
  ];
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function list(value: unknown): readonly string[] {
  return typeof value === 'string' ? value.split(',') : [];
}
