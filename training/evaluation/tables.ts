import type { Estimate } from '#common/model/model-card';
import { reliabilityBinCount } from '../metrics/calibration-quality.ts';
import { rebaseProbability } from '../metrics/prevalence.ts';
import type { Subgroup, SubgroupRates } from '../metrics/subgroups.ts';
import { prevalences, type PointEvaluation, type SetEvaluation } from './evaluate-set.ts';
import { formatEstimate, formatShare } from './format-figures.ts';

/** A table for the terminal and the report alike: the first row is its head. */
export interface Table {
  readonly title: string;
  readonly rows: readonly (readonly string[])[];
  /** Below the table. */
  readonly note: string | null;
}

/** The sets side by side, so that no figure stands without the others. */
export function tabulateSets(evaluations: readonly SetEvaluation[]): Table {
  return {
    title: 'Side by side',
    rows: [
      ['set', 'films (fractured)', 'AUROC', 'by group', 'average precision', 'accuracy at one half'],
      ...evaluations.map(({ name, films, fractured, ranking, pooled, points }) => [
        name,
        `${films} (${fractured})`,
        formatEstimate(ranking.auroc),
        pooled === null ? '-' : formatEstimate(pooled.ranking.auroc),
        formatEstimate(ranking.averagePrecision),
        formatShare(points.at(-1)!.figures.accuracy),
      ]),
    ],
    note: null,
  };
}

/** Every table of a set. */
export function tabulateSet(evaluation: SetEvaluation): readonly Table[] {
  const { points, subgroups } = evaluation;
  return [
    tabulateRanking(evaluation),
    tabulateProbabilities(evaluation),
    tabulatePoints(points),
    ...(points.some(({ pooled }) => pooled !== null) ? [tabulatePooledPoints(evaluation)] : []),
    tabulateFlags(points),
    tabulateFalseAlarms(points),
    ...(subgroups.length > 0 ? [tabulateSubgroups(subgroups)] : []),
    ...tabulateAttention(evaluation),
  ];
}

function tabulateRanking({ ranking, pooled, films, fractured }: SetEvaluation): Table {
  const row = (name: string, figures: SetEvaluation['ranking']): readonly string[] => [
    name,
    formatEstimate(figures.auroc),
    formatEstimate(figures.averagePrecision),
    formatShare(figures.sensitivityAt90Specificity),
    formatShare(figures.sensitivityAt95Specificity),
  ];
  return {
    title: 'Ranking',
    rows: [
      ['', 'AUROC', 'average precision', 'sensitivity at 90 %', 'at 95 % specificity'],
      row(`each of ${films} films (${fractured} fractured)`, ranking),
      ...(pooled === null
        ? []
        : [
            row(
              `${pooled.pooling} of each of ${pooled.films} groups (${pooled.fractured} fractured)`,
              pooled.ranking,
            ),
          ]),
    ],
    note: null,
  };
}

function tabulateProbabilities({ probabilities }: SetEvaluation): Table {
  const { figures, uncalibratedError, scaled } = probabilities;
  return {
    title: 'Calibration',
    rows: [
      ['', 'value'],
      ['calibration slope (1 is best)', formatEstimate(figures.calibrationSlope, 2)],
      ['calibration in the large (0 is best)', formatEstimate(figures.calibrationIntercept, 2)],
      ['Brier score', formatEstimate(figures.brierScore)],
      ['expected calibration error', formatEstimate(figures.expectedCalibrationError)],
      ['the same before calibration', formatEstimate(uncalibratedError)],
      ...(scaled === null
        ? []
        : [[`the same after temperature ${scaled.temperature.toFixed(2)}`, formatEstimate(scaled.error)]]),
    ],
    note: `The expected calibration error is over ${reliabilityBinCount} bins of equal width and for information: with so few films a perfect model has one well above 0, and resampling raises it further.`,
  };
}

function tabulatePoints(points: readonly PointEvaluation[]): Table {
  return {
    title: 'Operating points, each film',
    rows: [
      ['point', 'threshold', ...thresholdHead],
      ...points.map(({ name, threshold, figures, confusion }) => [
        name,
        threshold.toFixed(4),
        ...thresholdCells(figures),
        `${confusion.truePositives} / ${confusion.falsePositives} / ${confusion.falseNegatives} / ${confusion.trueNegatives}`,
      ]),
    ],
    note: macroNote(points),
  };
}

function macroNote(points: readonly PointEvaluation[]): string {
  const { macroPrecision, macroRecall, macroF1 } = points.at(-1)!.figures;
  return `Counts are: flagged and fractured / flagged and not / missed / left and not fractured. Means over both classes at one half: precision ${formatShare(macroPrecision)}, recall ${formatShare(macroRecall)}, F1 ${formatShare(macroF1)}.`;
}

const thresholdHead = ['sensitivity', 'specificity', 'accuracy', 'precision', 'F1', 'counts'] as const;

function thresholdCells(figures: PointEvaluation['figures']): readonly string[] {
  const { sensitivity, specificity, accuracy, precision, f1 } = figures;
  return [sensitivity, specificity, accuracy, precision, f1].map((figure) => formatShare(figure));
}

function tabulatePooledPoints({ points, pooled }: SetEvaluation): Table {
  return {
    title: `Operating points, ${pooled!.pooling} of each group`,
    rows: [
      ['point', 'sensitivity', 'specificity'],
      ...points.map(({ name, pooled: figures }) => [
        name,
        formatShare(figures!.figures.sensitivity),
        formatShare(figures!.figures.specificity),
      ]),
    ],
    note: null,
  };
}

function tabulateFlags(points: readonly PointEvaluation[]): Table {
  return {
    title: 'To expect of 100 films',
    rows: [
      ['point', ...prevalences.map((prevalence) => `${100 * prevalence} % fractured`)],
      ...points.map(({ name, flags }) => [
        name,
        ...flags.map(
          ({ flagged, fractured, missed }) =>
            `${flagged.toFixed(1)} (${fractured.toFixed(1)}), ${missed.toFixed(1)} missed`,
        ),
      ]),
    ],
    note: 'Flagged, in brackets those of them that are fractured, and fractured ones that are not flagged.',
  };
}

function tabulateFalseAlarms(points: readonly PointEvaluation[]): Table {
  const [first] = points;
  return {
    title: 'False alarms on sound bone by the number of views',
    rows: [
      ['point', ...first!.falseAlarms.map(({ views }) => (views === 1 ? '1 view' : `${views} views`))],
      ...points.map(({ name, falseAlarms }) => [
        name,
        ...falseAlarms.map(({ rate }) => `${(100 * rate).toFixed(1)} %`),
      ]),
    ],
    note: 'From the specificity of one film, 1 - specificity^views, as if the views erred independently.',
  };
}

function tabulateSubgroups(subgroups: readonly Subgroup[]): Table {
  const rates = ({ sensitivity, specificity }: SubgroupRates, films: Subgroup): readonly string[] => [
    orUnknown(sensitivity, films.fractured, 'fractured'),
    orUnknown(specificity, films.films - films.fractured, 'not'),
  ];
  return {
    title: 'Subgroups',
    rows: [
      [
        '',
        'films (fractured)',
        'AUROC',
        'sensitivity, sensitive point',
        'specificity',
        'sensitivity, specific point',
        'specificity',
      ],
      ...subgroups.map((subgroup) => [
        `${subgroup.kind} ${subgroup.value}`,
        `${subgroup.films} (${subgroup.fractured})`,
        subgroup.auroc === null ? 'unknown' : formatEstimate(subgroup.auroc),
        ...rates(subgroup.sensitive, subgroup),
        ...rates(subgroup.specific, subgroup),
      ]),
    ],
    note: 'Unknown: fewer than ten films of the class that the figure counts.',
  };
}

function orUnknown(figure: Estimate | null, count: number, what: string): string {
  return figure === null ? `unknown (${count} ${what})` : formatShare(figure);
}

function tabulateAttention({ attention }: SetEvaluation): readonly Table[] {
  if (attention === null) return [];
  const { hit, hitByChance, energyInBoxes, boxShare } = attention.figures;
  return [
    {
      title: `Attention on ${attention.films} films with boxes`,
      rows: [
        ['', 'map', 'by chance'],
        ['pointing game, hits', formatShare(hit), formatShare(hitByChance)],
        ['energy in boxes', formatShare(energyInBoxes), formatShare(boxShare)],
      ],
      note: 'A hit: the hottest map cell overlaps a box, a tolerance of half a cell around its centre. By chance: the share of cells that would hit, and of the area inside boxes.',
    },
  ];
}

/** What a probability becomes where another share of films is fractured. */
export function tabulateRebased(thresholds: Readonly<Record<string, number>>, from: number): Table {
  return {
    title: 'Probabilities re-based to a local prevalence',
    rows: [
      [
        'probability',
        `as given (${(100 * from).toFixed(1)} % fractured)`,
        ...prevalences.map((to) => `${100 * to} %`),
      ],
      ...Object.entries(thresholds).map(([name, probability]) => [
        name,
        probability.toFixed(3),
        ...prevalences.map((to) => rebaseProbability(probability, from, to).toFixed(3)),
      ]),
    ],
    note: 'By the odds of the prevalence of the films that calibration was fitted on.',
  };
}
