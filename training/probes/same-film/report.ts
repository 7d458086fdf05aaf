import type { ModelCard } from '#common/model/model-card';
import type { FilmAnswers } from './measure.ts';
import { summariseVariant, tolerance, worstCase, type VariantSummary, type WorstCase } from './summary.ts';
import { variants } from './variants.ts';

/** What is written for the model card: the worst over all variants at the top, then how it comes about. */
export interface SameFilmReport extends WorstCase {
  readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
  /** The data set and split, and the films drawn from it. */
  readonly set: string;
  readonly seed: number;
  readonly tolerance: number;
  readonly bitDepth: string;
  readonly fullSize: WorstCase;
  readonly halfSize: WorstCase;
  /** Half size, of the films that are then still no smaller than the model's input. */
  readonly halfSizeOfLargeFilms: WorstCase;
  readonly variants: readonly VariantSummary[];
}

export interface SameFilmRun {
  readonly card: ModelCard;
  readonly set: string;
  readonly seed: number;
  readonly films: readonly FilmAnswers[];
}

/** Sums up a run over at least one film. */
export function reportSameFilm({ card, set, seed, films }: SameFilmRun): SameFilmReport {
  const { name, version, onnx, input } = card;
  const names = (halfSize?: boolean): string[] =>
    variants.filter((one) => halfSize === undefined || one.halfSize === halfSize).map((one) => one.name);
  const large = films.filter(({ longSide }) => longSide >= 2 * Math.max(input.rows, input.columns));
  return {
    model: { name, version, sha256: onnx.sha256 },
    set,
    seed,
    tolerance,
    bitDepth: 'The films have 8 bits; for DICOM they were spread over 12, for 16-bit PNG over 16.',
    ...worstCase(names(), films),
    fullSize: worstCase(names(false), films),
    halfSize: worstCase(names(true), films),
    halfSizeOfLargeFilms: worstCase(names(true), large),
    variants: names().map((variant) => summariseVariant(variant, films)),
  };
}

/** The report for people, a line a variant. */
export function formatSameFilm(report: SameFilmReport): string {
  const { model, set, films, fullSize, halfSize, halfSizeOfLargeFilms } = report;
  const header = 'films  withheld  median  95th pc   worst  >0.05  labels  worst film';
  return [
    `Same film, same answer: ${films} films of ${set}, ${model.name} ${model.version}`,
    report.bitDepth,
    'Change of the calibrated probability against the film as the data set holds it:',
    '',
    `${''.padEnd(44)}${header}`,
    ...report.variants.map(formatVariant),
    '',
    formatWorst('Full size', fullSize),
    formatWorst('Half size', halfSize),
    formatWorst("Half size, still no smaller than the model's input", halfSizeOfLargeFilms),
  ].join('\n');
}

function formatVariant(summary: VariantSummary): string {
  const { name, films, withheld, beyondTolerance, labelChanges, worstFilm } = summary;
  const figures = [summary.median, summary.percentile95, summary.worstDifference];
  return [
    name.padEnd(43),
    String(films).padStart(6),
    String(withheld).padStart(9),
    ...figures.map((figure) => figure.toFixed(4).padStart(7)),
    String(beyondTolerance).padStart(6),
    String(labelChanges).padStart(7),
    ` ${worstFilm ?? ''}`,
  ].join(' ');
}

function formatWorst(name: string, worst: WorstCase): string {
  const { films, worstDifference, beyondTolerance, labelChanges } = worst;
  if (films === 0) return `${name}: no such film.`;
  const verdict = worstDifference <= tolerance && labelChanges === 0 ? 'holds' : 'FAILS';
  return (
    `${name}: ${verdict} on ${films} films; worst ${worstDifference.toFixed(4)}, ` +
    `${beyondTolerance} beyond ${tolerance}, ${labelChanges} with another label.`
  );
}
