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

/**
 * Summaries of the studies of a JSON list of ids, ?2, under the verdicts of the model ?1, as one JSON text: a column
 * of a row at a time, thousands of rows take several times as long to come out of WebAssembly. Seventeen digits,
 * since JSON's own numbers lose the last bits of a probability. Films that could not be read (`unreadStampOf`) are not
 * said to differ from any.
 */
const summaries = `
  WITH wanted AS MATERIALIZED (SELECT value AS id FROM json_each(?2)),
  films AS MATERIALIZED (
    SELECT series.study AS study,
      (SELECT max(${gravityOfVerdict}) FROM verdicts WHERE image = images.id AND model = ?1) AS gravity,
      (SELECT max(probability) FROM verdicts WHERE image = images.id AND model = ?1) AS probability,
      (SELECT count(*) FROM key_images WHERE image = images.id) AS key_images,
      EXISTS (
        SELECT 1 FROM images AS other
        WHERE other.uid = images.uid AND other.content_stamp <> images.content_stamp
        AND other.content_stamp NOT LIKE 'unread %' AND images.content_stamp NOT LIKE 'unread %'
      ) AS shared_instance
    FROM wanted
    CROSS JOIN series ON series.study = wanted.id
    CROSS JOIN images ON images.series = series.id
  ),
  sums AS MATERIALIZED (
    SELECT study, count(*) AS images, count(gravity) AS judged, max(gravity) AS gravity,
      max(probability) AS probability, sum(key_images) AS key_images, max(shared_instance) AS shared_instance
    FROM films GROUP BY study
  )
  SELECT json_group_array(json_object(
    'id', studies.id, 'date', studies.date, 'description', studies.description,
    'accession_number', studies.accession_number, 'display_name', studies.display_name,
    'status', studies.status, 'note', studies.note,
    'name', patients.name, 'patient_id', patients.patient_id, 'birth_date', patients.birth_date,
    'body_parts', (SELECT group_concat(DISTINCT body_part) FROM series WHERE study = studies.id),
    'modalities', (SELECT group_concat(DISTINCT modality) FROM series WHERE study = studies.id),
    'images', sums.images, 'judged', sums.judged, 'gravity', sums.gravity,
    'probability', iif(sums.probability IS NULL, NULL, format('%!.17g', sums.probability)),
    'key_images', sums.key_images, 'shared_instance', sums.shared_instance,
    'several_patients', EXISTS (
      SELECT 1 FROM series JOIN series AS other ON other.uid = series.uid
      JOIN studies AS elsewhere ON elsewhere.id = other.study
      WHERE series.study = studies.id AND elsewhere.patient <> studies.patient
    ) OR EXISTS (
      SELECT 1 FROM studies AS elsewhere
      WHERE elsewhere.uid = studies.uid AND elsewhere.patient <> studies.patient
    )
  )) AS summaries
  FROM sums CROSS JOIN studies ON studies.id = sums.study CROSS JOIN patients ON patients.id = studies.patient`;

/** The gravest finding and the highest probability of each study that the model of its parameter judged. */
const verdictsOfStudies = `
  LEFT JOIN (
    SELECT series.study AS study, max(${gravityOfVerdict}) AS gravity, max(verdicts.probability) AS probability
    FROM verdicts JOIN images ON images.id = verdicts.image JOIN series ON series.id = images.series
    WHERE verdicts.model = ? GROUP BY series.study
  ) ON study = studies.id`;

const starred = `studies.id IN (
  SELECT series.study FROM key_images
  JOIN images ON images.id = key_images.image JOIN series ON series.id = images.series
)`;

/** Columns that sort; what is unknown comes last either way, and arrival decides between equals. */
const sortKeys: Readonly<Record<StudyOrder, string>> = {
  arrival: 'studies.id',
  date: 'studies.date',
  name: 'patients.name COLLATE NOCASE',
  probability: 'probability',
};

/**
 * Which studies, by as few tables as will tell, and only then all about them.
 *
 * @param model SHA-256 of the present model; null while there is none
 */
export function findStudies(
  database: Sqlite,
  query: StudyQuery,
  model: string | null,
): Pick<FoundStudies, 'studies' | 'total'> {
  const { findings, statuses, order, descending } = query;
  const isByVerdict = findings.length > 0 || order === 'probability';
  const values: SqlValue[] = isByVerdict ? [model] : [];
  const conditions = searchWords(query.text).map((word) => {
    values.push(word);
    return 'instr(search, ?) > 0';
  });
  if (statuses.length > 0) conditions.push(isOneOf('status', statuses, values));
  if (findings.length > 0) {
    const wanted = findings.map((finding) => gravity.indexOf(finding));
    conditions.push(isOneOf('gravity', wanted, values));
  }
  if (query.keyImages) conditions.push(starred);
  const rows = database.all(
    `SELECT studies.id, count(*) OVER () AS total FROM studies
     ${order === 'name' ? 'JOIN patients ON patients.id = studies.patient' : ''}
     ${isByVerdict ? verdictsOfStudies : ''}
     ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
     ORDER BY ${sortKeys[order]} ${descending ? 'DESC' : 'ASC'} NULLS LAST, studies.id LIMIT ${mostStudies}`,
    values,
  );
  const ids = rows.map((row) => Number(row['id']));
  const places = new Map(ids.map((id, place) => [id, place]));
  const studies = [...summariesOf(database, ids, model)].sort(
    (a, b) => places.get(a.studyId)! - places.get(b.studyId)!,
  );
  return { studies, total: Number(rows[0]?.['total'] ?? 0) };
}

/** Those of the studies that the index knows, in no order. */
export function summariesOf(
  database: Sqlite,
  ids: readonly StudyId[],
  model: string | null,
): readonly StudySummary[] {
  if (ids.length === 0) return [];
  const row = database.get(summaries, [model, JSON.stringify(ids)]);
  return (JSON.parse(String(row?.['summaries'])) as SqlRow[]).map(summaryOf);
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
    keyImages: Number(row['key_images']),
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
