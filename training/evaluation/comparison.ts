import type { Estimate } from '#common/model/model-card';
import { groupFilms } from '../metrics/bootstrap.ts';
import {
  countBandChanges,
  measureDifferences,
  type BandChanges,
  type PairedDifferences,
  type PairedFigure,
  type PairedFilm,
} from '../metrics/paired.ts';
import type { EvaluationOptions } from './evaluate-set.ts';
import type { JudgedFilm } from './judged-film.ts';
import type { Table } from './tables.ts';

/** Intervals from fewer groups than this are not to be trusted. */
const fewestGroups = 20;

/** Two models on the same films. */
export interface ModelComparison {
  readonly films: number;
  readonly groups: number;
  readonly differences: PairedDifferences;
  readonly changes: BandChanges;
}

type Thresholds = NonNullable<EvaluationOptions['thresholds']>;

/** Thresholds and films of one model, in the order of the films. */
export interface JudgedModel {
  readonly thresholds: Thresholds;
  readonly films: readonly JudgedFilm[];
}

/** @throws RangeError when a class is absent, or the models did not judge the same films. */
export function compareModels(
  previous: JudgedModel,
  current: JudgedModel,
  options: { readonly resamples: number; readonly seed: number },
): ModelComparison {
  const films = pairFilms(previous.films, current.films);
  const thresholds = { previous: previous.thresholds, current: current.thresholds };
  return {
    films: films.length,
    groups: groupFilms(films).length,
    differences: measureDifferences(films, thresholds, options),
    changes: countBandChanges(films, thresholds),
  };
}

function pairFilms(previous: readonly JudgedFilm[], current: readonly JudgedFilm[]): readonly PairedFilm[] {
  if (previous.length !== current.length) throw new RangeError('Both models must judge the same films.');
  return current.map(({ file, score, positive, group }, i) => {
    const before = previous[i]!;
    if (before.file !== file) throw new RangeError(`${before.file} and ${file} are not the same film.`);
    return { score, positive, group, previous: before.score };
  });
}

const subjects: Readonly<Record<PairedFigure, readonly [better: string, worse: string, what: string]>> = {
  auroc: ['ranks better', 'ranks worse', 'in ranking'],
  sensitivityAtSensitive: [
    'misses fewer fractures at its sensitive point',
    'misses more fractures at its sensitive point',
    'in sensitivity at the sensitive point',
  ],
  specificityAtSensitive: [
    'flags fewer sound films at its sensitive point',
    'flags more sound films at its sensitive point',
    'in specificity at the sensitive point',
  ],
  sensitivityAtSpecific: [
    'misses fewer fractures at its specific point',
    'misses more fractures at its specific point',
    'in sensitivity at the specific point',
  ],
  specificityAtSpecific: [
    'flags fewer sound films at its specific point',
    'flags more sound films at its specific point',
    'in specificity at the specific point',
  ],
};

/** What the intervals allow to say, in words; the first line is the ranking. */
export function verdictOf({ differences, groups }: ModelComparison): readonly string[] {
  const lines = (Object.keys(subjects) as PairedFigure[]).map((figure) => {
    const [better, worse, what] = subjects[figure];
    const { lower, upper } = differences[figure];
    const subject =
      lower > 0 ? `NEW ${better}` : upper < 0 ? `NEW ${worse}` : `No difference can be told ${what}`;
    return `${subject}: ${formatDifference(differences[figure])}.`;
  });
  const few = `Only ${groups} independent groups of films: these intervals are not to be relied on.`;
  return groups < fewestGroups ? [...lines, few] : lines;
}

/** `+0.021 (0.004 to 0.041)`. */
function formatDifference({ value, lower, upper }: Estimate): string {
  const sign = value < 0 ? '' : '+';
  return `${sign}${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}

/** How many films of each class changed their label. */
export function tabulateChanges({ changes, films }: ModelComparison): Table {
  const row = (name: string, { up, down }: BandChanges['fractured']): readonly string[] => [
    name,
    String(up),
    String(down),
  ];
  const { fractured, others } = changes;
  const changed = fractured.up + fractured.down + others.up + others.down;
  return {
    title: `Labels: ${changed} of ${films} films changed`,
    rows: [
      ['', 'more suspicious', 'less suspicious'],
      row('fractured', fractured),
      row('not fractured', others),
    ],
    note: null,
  };
}
