import type { ImageAttributes } from '#common/dicom/image-description';
import type { ErrorReport } from '#common/errors';
import { investigationalNotice } from '#common/model/notice';
import type { ImageResult, InferenceStamp, Prediction } from '#common/model/result';

/** The model that gave a number, as reports name it. */
export interface ReportedModel {
  readonly name: string;
  readonly version: string;
  readonly sha256: string;
}

/**
 * One row of a report, flat, in the order of the columns; null where there is nothing to say. Film out of
 * scope: scope and reason, and nothing of the model. Failure: the error alone beside what the header said.
 */
export interface ReportRow {
  readonly path: string;
  readonly patientId: string | null;
  readonly accessionNumber: string | null;
  readonly studyDate: string | null;
  readonly bodyPartExamined: string | null;
  readonly imageLaterality: string | null;
  readonly studyInstanceUid: string | null;
  readonly seriesInstanceUid: string | null;
  readonly sopInstanceUid: string | null;
  /** Counted from 0. */
  readonly frame: number | null;
  readonly scope: string | null;
  readonly scopeReason: string | null;
  readonly probability: number | null;
  /** `rankingOnly` where the probability orders films and no label may stand beside it. */
  readonly release: string | null;
  readonly label: string | null;
  readonly operatingPoint: string | null;
  readonly provider: string | null;
  readonly model: ReportedModel | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly notice: string;
}

/** What reports tell of an image's header, in the order of the columns. */
export const headerColumns = [
  'patientId',
  'accessionNumber',
  'studyDate',
  'bodyPartExamined',
  'imageLaterality',
  'studyInstanceUid',
  'seriesInstanceUid',
  'sopInstanceUid',
] as const satisfies readonly (keyof ImageAttributes)[];

const judgementColumns = [
  'scope',
  'scopeReason',
  'probability',
  'release',
  'label',
  'operatingPoint',
  'provider',
  'model',
  'errorCode',
  'errorMessage',
] as const satisfies readonly (keyof ReportRow)[];

/** The columns of every report, in order. */
export const columns: readonly (keyof ReportRow)[] = [
  'path',
  ...headerColumns,
  'frame',
  ...judgementColumns,
  'notice',
];

/** Of a result what a report has: neither the attention map nor the times, which differ from run to run. */
export type ReportedResult =
  | Extract<ImageResult, { scope: { status: 'outOfScope' } }>
  | {
      readonly scope: Exclude<ImageResult, { scope: { status: 'outOfScope' } }>['scope'];
      readonly prediction: Prediction;
      readonly stamp: Pick<InferenceStamp, 'provider' | 'model'>;
    };

/** The part of an image's header that stands in reports. */
export type ReportedAttributes = Pick<ImageAttributes, (typeof headerColumns)[number]>;

/** A scanned frame, as far as a report goes. */
export interface ReportedFrame {
  readonly path: string;
  readonly attributes: ReportedAttributes | null;
  readonly frame: number | null;
  readonly outcome:
    | { readonly kind: 'result'; readonly result: ReportedResult }
    | { readonly kind: 'failure'; readonly error: ErrorReport };
}

type Judgement = Partial<Pick<ReportRow, (typeof judgementColumns)[number]>>;

/** Flattens a scanned frame; the probability keeps every digit, so that ranking by it loses nothing. */
export function toReportRow({ path, attributes, frame, outcome }: ReportedFrame): ReportRow {
  const header = Object.fromEntries(headerColumns.map((name) => [name, attributes?.[name] ?? null]));
  const empty = Object.fromEntries(judgementColumns.map((name) => [name, null]));
  const judged = judgement(outcome);
  return { path, ...header, frame, ...empty, ...judged, notice: investigationalNotice } as ReportRow;
}

function judgement(outcome: ReportedFrame['outcome']): Judgement {
  if (outcome.kind === 'failure')
    return { errorCode: outcome.error.code, errorMessage: outcome.error.message };
  const { result } = outcome;
  const scope = { scope: result.scope.status, scopeReason: result.scope.reason };
  if (!('prediction' in result)) return scope;
  const { logit: _, ...prediction } = result.prediction;
  const { provider, model } = result.stamp;
  return { ...scope, ...prediction, provider, model };
}
