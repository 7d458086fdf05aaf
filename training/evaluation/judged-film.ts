import { calibratedProbability, sigmoid, type Calibration } from '#common/model/calibration';
import type { AttentionQuality } from '../metrics/attention-quality.ts';
import { traitsOf } from '../metrics/film-traits.ts';
import type { TraitScored } from '../metrics/subgroups.ts';
import type { FilmScore } from './score-set.ts';

/** A film with all that figures are made of; its score is a probability. */
export interface JudgedFilm extends TraitScored {
  readonly file: string;
  readonly logit: number;
  readonly attention: AttentionQuality | null;
}

/** Turns logits into probabilities, calibrated where there is a calibration. */
export function judgeFilms(
  scores: readonly FilmScore[],
  calibration: Calibration | null,
): readonly JudgedFilm[] {
  return scores.map(({ film, logit, attention }) => ({
    file: film.file,
    positive: film.fractured,
    group: JSON.stringify([film.source, film.group]),
    traits: traitsOf(film),
    logit,
    score: calibration === null ? sigmoid(logit) : calibratedProbability(logit, calibration),
    attention,
  }));
}
