import type { StudyId } from '#common/browse/study-summary';
import { relationOf, type Person } from '#common/hanging/person';
import type { RelatedStudy } from '#common/hanging/related-study';
import { summariesOf } from './find-studies.ts';
import type { Sqlite, SqlRow } from './sqlite.ts';

/** More earlier studies than a list can be read of. */
const mostRelated = 50;

/**
 * The earlier studies that are certainly or possibly of the same person, latest first. A study without a date has
 * none.
 *
 * @param model SHA-256 of the present model; null while there is none
 */
export function relatedStudies(
  database: Sqlite,
  studyId: StudyId,
  model: string | null,
): readonly RelatedStudy[] {
  const person = 'patient_id, issuer, birth_date, name';
  const own = database.get(
    `SELECT date, ${person} FROM studies JOIN patients ON patients.id = patient WHERE studies.id = ?`,
    [studyId],
  );
  if (own === null || typeof own['date'] !== 'string') return [];
  const earlier = database.all(
    `SELECT studies.id, ${person} FROM studies JOIN patients ON patients.id = patient
     WHERE date < ? AND studies.id <> ? AND (patient_id = ? OR birth_date = ?)
     ORDER BY date DESC, time DESC`,
    [own['date'], studyId, text(own['patient_id']), text(own['birth_date'])],
  );
  const related = earlier
    .map((row) => ({ id: Number(row['id']), relation: relationOf(personOf(own), personOf(row)) }))
    .filter(({ relation }) => relation.kind !== 'other')
    .slice(0, mostRelated);
  const summaries = new Map(
    summariesOf(
      database,
      related.map(({ id }) => id),
      model,
    ).map((study) => [study.studyId, study]),
  );
  return related.flatMap(({ id, relation }) => {
    const study = summaries.get(id);
    return study === undefined || relation.kind === 'other' ? [] : [{ study, relation }];
  });
}

function personOf(row: SqlRow): Person {
  return {
    patientId: text(row['patient_id']),
    issuerOfPatientId: text(row['issuer']),
    patientBirthDate: text(row['birth_date']),
    patientName: text(row['name']),
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
