import type { CountedFilm } from '#common/batch/summary';
import type { FilmOutcome } from '#common/batch/worklist-filter';
import { bodyPartTermOf } from '#common/model/body-part';
import { outcomeWords } from '#common/viewer/batch-texts';
import type { Say } from '#common/words/say';
import { formatDate, formatProbability } from '#common/viewer/format';
import type { ReportRow } from './columns.ts';

/** A row and its number in the results, from 1: what names a film where its identity is left out. */
export interface NumberedRow {
  readonly number: number;
  readonly row: ReportRow;
}

export function numbered(rows: readonly ReportRow[]): NumberedRow[] {
  return rows.map((row, index) => ({ number: index + 1, row }));
}

export function byScore(a: NumberedRow, b: NumberedRow): number {
  return (b.row.probability ?? 0) - (a.row.probability ?? 0);
}

export function outcomeOfRow({ errorCode, label, probability }: ReportRow): FilmOutcome {
  if (errorCode !== null) return 'failed';
  if (probability === null) return 'outOfScope';
  return label === 'suspected' || label === 'doubtful' || label === 'notFlagged' ? label : 'rankingScore';
}

export function countedRow(row: ReportRow, withIdentity: boolean): CountedFilm {
  return {
    bodyPart: shownPart(row, withIdentity),
    outcome: outcomeOfRow(row),
    probability: row.probability,
  };
}

/** What files have there is free text, and may hold a name: without identity terms for body parts pass alone. */
function shownPart({ bodyPartExamined }: ReportRow, withIdentity: boolean): string | null {
  return withIdentity ? bodyPartExamined : bodyPartTermOf(bodyPartExamined);
}

/** The defined terms of Image Laterality (0020,0062), PS3.3 C.7.3.1; without identity no other text passes. */
const lateralities: readonly string[] = ['R', 'L', 'U', 'B'];

/** Where the model may only rank, none stands out by itself, and the highest scores are shown. */
export function isFlagged(row: ReportRow): boolean {
  const outcome = outcomeOfRow(row);
  return outcome === 'suspected' || outcome === 'doubtful' || outcome === 'rankingScore';
}

export function rowColumns(withIdentity: boolean, say: Say): readonly string[] {
  const who = withIdentity ? [say('Patient ID'), say('Study date'), say('File')] : [];
  return [say('Row'), say('Score'), say('Result'), say('Body part'), say('Side'), ...who];
}

export function rowCells({ number, row }: NumberedRow, withIdentity: boolean, say: Say): readonly string[] {
  const { patientId, studyDate, path } = row;
  const side = row.imageLaterality ?? '';
  return [
    String(number),
    row.probability === null ? '' : formatProbability(row.probability, say),
    say(outcomeWords[outcomeOfRow(row)]) +
      (row.scope === 'unknown' ? `, ${say('not validated for this image')}` : ''),
    shownPart(row, withIdentity) ?? '',
    withIdentity || lateralities.includes(side) ? side : '',
    ...(withIdentity ? [patientId ?? '', studyDate === null ? '' : formatDate(studyDate), path] : []),
  ];
}
