import type { Triage } from '#common/contract/batch';
import { triageVerdicts, type TriageVerdict } from '#common/batch/worklist';
import type { Sqlite } from './sqlite.ts';

/** Adds what a person says of a model's score of a study; what was said before stays on record. */
export function keepTriage(database: Sqlite, model: string, { studyKey, verdict }: Triage): void {
  const said = new Date().toISOString();
  database.run('INSERT INTO triage (study_key, model, verdict, said) VALUES (?, ?, ?, ?)', [
    ...[studyKey, model, verdict, said],
  ]);
}

/** The last word on every study that this model scored; one that was taken back is left out. */
export function recallTriage(database: Sqlite, model: string): readonly Triage[] {
  return database
    .all(
      `SELECT study_key, verdict FROM triage
       WHERE id IN (SELECT max(id) FROM triage WHERE model = ? GROUP BY study_key) AND verdict IS NOT NULL`,
      [model],
    )
    .map((row) => ({ studyKey: String(row['study_key']), verdict: row['verdict'] }))
    .filter((row): row is { studyKey: string; verdict: TriageVerdict } =>
      (triageVerdicts as readonly unknown[]).includes(row.verdict),
    );
}
