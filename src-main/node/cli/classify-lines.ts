import { investigationalNotice } from '#common/model/notice';
import type { ModelCard } from '#common/model/model-card';
import type { Prediction } from '#common/model/result';
import { formatPercent, formatProbability } from '#common/viewer/format';
import { scopeHeadings, scopeTexts } from '#common/viewer/scope-texts';
import { hasPrediction, findingLooks, findingOf, type PredictedResult } from '#common/viewer/finding';
import type { ScanRow } from '../scan/scan-row.ts';

/** One line of `classify --json`: nothing that is absent has a key, so no number stands on a film out of scope. */
export function toJsonLine({ path, frame, outcome }: ScanRow): string {
  const film = { file: path, ...(frame === null ? {} : { frame }) };
  return `${JSON.stringify({ ...film, ...judgement(outcome), notice: investigationalNotice })}\n`;
}

function judgement(outcome: ScanRow['outcome']): object {
  if (outcome.kind === 'failure') return { error: outcome.error };
  const { result } = outcome;
  const scope = { scope: result.scope.status, scopeReason: result.scope.reason };
  if (!hasPrediction(result)) return scope;
  const { logit: _, ...prediction } = result.prediction;
  const { provider, model, milliseconds } = result.stamp;
  const stamp = { provider, model, milliseconds: roundMilliseconds(milliseconds) };
  return { ...scope, ...prediction, ...stamp };
}

/** To tenths: what lies below is the clock's own. */
function roundMilliseconds(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}

/** The same for people: the file, then what was found, indented. */
export function toText({ path, frame, outcome }: ScanRow, card: ModelCard): string {
  const title = frame === null || frame === 0 ? path : `${path}, frame ${frame}`;
  const lines =
    outcome.kind === 'failure'
      ? [`${outcome.error.code}: ${outcome.error.message}`]
      : hasPrediction(outcome.result)
        ? predictionLines(outcome.result, card)
        : [findingLooks[findingOf(outcome.result)].words, scopeTexts[outcome.result.scope.reason]];
  return [title, ...lines.map((line) => `  ${line}`)].join('\n') + '\n';
}

function predictionLines({ scope, prediction, stamp }: PredictedResult, card: ModelCard): string[] {
  const { name, version, sha256 } = stamp.model;
  return [
    ...findingLines(prediction, card),
    ...(scope.status === 'unknown' ? [`${scopeHeadings.unknown}: ${scopeTexts[scope.reason]}`] : []),
    `${name} ${version} (${sha256.slice(0, 12)}) on ${stamp.provider}, ${Math.round(stamp.milliseconds)} ms`,
  ];
}

function findingLines(prediction: Prediction, card: ModelCard): string[] {
  const number = formatProbability(prediction.probability);
  if (prediction.release === 'rankingOnly')
    return [`${findingLooks.rankingScore.words}, ranking score ${number}`, card.release.reason];
  const { label, operatingPoint } = prediction;
  const { sensitivity, specificity } = card.operatingPoints[operatingPoint].test;
  return [
    `${findingLooks[label].words}, probability ${number}`,
    `${operatingPoint} operating point: sensitivity ${interval(sensitivity)}, specificity ${interval(specificity)}`,
  ];
}

function interval({ value, lower, upper }: { value: number; lower: number; upper: number }): string {
  return `${formatPercent(value)} (${formatPercent(lower)} to ${formatPercent(upper)})`;
}
