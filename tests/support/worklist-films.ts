import type { WorklistFilm } from '../../src-main/common/batch/worklist.ts';

/** A film of a batch with a score, a study of its own unless another is named. */
export function worklistFilm(
  filmId: string,
  probability: number,
  rest: Partial<WorklistFilm> = {},
): WorklistFilm {
  return {
    filmId,
    studyKey: `study of ${filmId}`,
    displayName: `${filmId}.dcm`,
    patientId: `P-${filmId}`,
    studyDate: '20260102',
    bodyPart: 'HAND',
    laterality: 'L',
    view: 'PA',
    isOlder: false,
    outcome: { kind: 'scored', probability, finding: 'rankingScore' },
    ...rest,
  };
}

/** One that could not be read. */
export function failedFilm(filmId: string): WorklistFilm {
  const error = { code: 'truncated-file', message: 'Short.' } as const;
  return worklistFilm(filmId, 0, { outcome: { kind: 'failed', error } });
}

/** One that the model was not made for. */
export function foreignFilm(filmId: string): WorklistFilm {
  return worklistFilm(filmId, 0, { outcome: { kind: 'outOfScope', reason: 'modality' } });
}
