import { precisionRecallCurve, rocCurve, wilsonInterval } from '../../metrics/curves.ts';
import type { SetEvaluation } from '../evaluate-set.ts';
import type { JudgedFilm } from '../judged-film.ts';
import { formatEstimate } from '../format-figures.ts';
import type { Mark, Plot, Range } from './draw-plot.ts';

const shares: Range = [0, 1];
const histogramBins = 20;

/** The four plots of a set: ROC, precision over recall, reliability and the scores of both classes. */
export function plotSet(evaluation: SetEvaluation, films: readonly JudgedFilm[]): readonly Plot[] {
  return [
    plotRoc(evaluation, films),
    plotPrecisionRecall(evaluation, films),
    plotReliability(evaluation),
    plotScores(evaluation, films),
  ];
}

function plotRoc({ ranking, points }: SetEvaluation, films: readonly JudgedFilm[]): Plot {
  return {
    title: `ROC, AUROC ${formatEstimate(ranking.auroc)}`,
    xLabel: '1 - specificity (share of unfractured films flagged)',
    yLabel: 'sensitivity (share of fractured films flagged)',
    xRange: shares,
    yRange: shares,
    marks: [
      diagonal,
      { kind: 'line', style: 'line one', points: rocCurve(films) },
      ...points.map(({ name, figures }): Mark => ({
        kind: 'dot',
        style: 'dot two',
        at: { x: 1 - figures.specificity.value, y: figures.sensitivity.value },
        label: `${name}: sensitivity ${formatEstimate(figures.sensitivity)}, specificity ${formatEstimate(figures.specificity)}`,
      })),
      ...points.map(({ name, figures }): Mark => ({
        kind: 'note',
        at: { x: Math.min(0.86, 1.13 - figures.specificity.value), y: figures.sensitivity.value - 0.035 },
        text: name,
      })),
    ],
    legend: [
      { name: 'films', style: 'swatch one' },
      { name: 'thresholds', style: 'swatch two' },
      { name: 'chance', style: 'swatch faint' },
    ],
  };
}

const diagonal: Mark = {
  kind: 'line',
  style: 'line faint',
  points: [
    { x: 0, y: 0 },
    { x: 1, y: 1 },
  ],
};

function plotPrecisionRecall(
  { ranking, films: count, fractured }: SetEvaluation,
  films: readonly JudgedFilm[],
): Plot {
  const share = fractured / count;
  return {
    title: `Precision-recall, AP ${formatEstimate(ranking.averagePrecision)}`,
    xLabel: 'recall (share of fractured films flagged)',
    yLabel: 'precision (share of flagged films fractured)',
    xRange: shares,
    yRange: shares,
    marks: [
      {
        kind: 'line',
        style: 'line faint',
        points: [
          { x: 0, y: share },
          { x: 1, y: share },
        ],
      },
      { kind: 'line', style: 'line one', points: precisionRecallCurve(films) },
    ],
    legend: [
      { name: 'films', style: 'swatch one' },
      { name: `chance, ${(100 * share).toFixed(1)} % fractured`, style: 'swatch faint' },
    ],
  };
}

/**
 * The intervals are Wilson's, of films taken as independent. Bars behind the points show how many films a bin
 * holds, the fullest reaching a fifth of the height.
 */
function plotReliability({ probabilities, films }: SetEvaluation): Plot {
  const { bins, figures } = probabilities;
  const fullest = Math.max(...bins.map((bin) => bin.films));
  return {
    title: `Reliability, slope ${formatEstimate(figures.calibrationSlope, 2)}`,
    xLabel: 'probability given',
    yLabel: 'share of films fractured',
    xRange: shares,
    yRange: shares,
    marks: [
      ...bins.map((bin): Mark => ({
        kind: 'bar',
        style: 'bar faint',
        from: { x: bin.from + 0.01, y: 0 },
        to: { x: bin.to - 0.01, y: (0.2 * bin.films) / fullest },
      })),
      diagonal,
      ...bins.map((bin): Mark => {
        const { lower, upper } = wilsonInterval(bin.positives, bin.films);
        const x = bin.meanProbability;
        return {
          kind: 'line',
          style: 'line one',
          points: [
            { x, y: lower },
            { x, y: upper },
          ],
        };
      }),
      ...bins.map((bin): Mark => ({
        kind: 'dot',
        style: 'dot one',
        at: { x: bin.meanProbability, y: bin.positives / bin.films },
        label: `${bin.positives} of ${bin.films} films fractured at a mean probability of ${bin.meanProbability.toFixed(3)}`,
      })),
    ],
    legend: [
      { name: 'observed, 95 %', style: 'swatch one' },
      { name: `share of the ${films} films`, style: 'swatch bar' },
    ],
  };
}

function plotScores({ points }: SetEvaluation, films: readonly JudgedFilm[]): Plot {
  const ofClass = (positive: boolean): readonly number[] => countBins(films, positive);
  const [fractured, others] = [ofClass(true), ofClass(false)];
  const highest = Math.max(...fractured, ...others);
  const bars = (counts: readonly number[], style: string, offset: number): readonly Mark[] =>
    counts.map((share, bin): Mark => ({
      kind: 'bar',
      style,
      from: { x: (bin + offset) / histogramBins, y: 0 },
      to: { x: (bin + offset + 0.42) / histogramBins, y: share },
    }));
  return {
    title: 'Probabilities of both classes',
    xLabel: 'probability given',
    yLabel: 'share of the class',
    xRange: shares,
    yRange: [0, Math.ceil(10 * highest) / 10],
    marks: [
      ...bars(others, 'bar one', 0.06),
      ...bars(fractured, 'bar two', 0.52),
      ...points.slice(0, -1).map(({ threshold }): Mark => ({
        kind: 'line',
        style: 'line dashed',
        points: [
          { x: threshold, y: 0 },
          { x: threshold, y: Math.ceil(10 * highest) / 10 },
        ],
      })),
    ],
    legend: [
      { name: 'not fractured', style: 'swatch one' },
      { name: 'fractured', style: 'swatch two' },
      ...(points.length > 1 ? [{ name: 'thresholds', style: 'swatch ink' }] : []),
    ],
  };
}

/** The share of a class in each of the bins over 0 to 1. */
function countBins(films: readonly JudgedFilm[], positive: boolean): readonly number[] {
  const scores = films.filter((film) => film.positive === positive).map(({ score }) => score);
  return Array.from({ length: histogramBins }, (_, bin) => {
    const inside = scores.filter(
      (score) => Math.min(histogramBins - 1, Math.floor(score * histogramBins)) === bin,
    );
    return inside.length / scores.length;
  });
}
