import type { ImageAttributes } from '#common/dicom/image-description';
import { investigationalNotice } from '#common/model/notice';
import type { ScanRow } from '../scan/scan-row.ts';

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
  readonly milliseconds: number | null;
  readonly errorCode: string | null;
  readonly errorMessage: string | null;
  readonly notice: string;
}

const headerColumns = [
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
  'milliseconds',
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

type Judgement = Partial<Pick<ReportRow, (typeof judgementColumns)[number]>>;

/** Flattens a scanned frame; the probability keeps every digit, so that ranking by it loses nothing. */
export function toReportRow({ path, attributes, frame, outcome }: ScanRow): ReportRow {
  const header = Object.fromEntries(headerColumns.map((name) => [name, attributes?.[name] ?? null]));
  const empty = Object.fromEntries(judgementColumns.map((name) => [name, null]));
  const judged = judgement(outcome);
  return { path, ...header, frame, ...empty, ...judged, notice: investigationalNotice } as ReportRow;
}

function judgement(outcome: ScanRow['outcome']): Judgement {
  if (outcome.kind === 'failure')
    return { errorCode: outcome.error.code, errorMessage: outcome.error.message };
  const { result } = outcome;
  const scope = { scope: result.scope.status, scopeReason: result.scope.reason };
  if (!('prediction' in result)) return scope;
  const { logit: _, ...prediction } = result.prediction;
  const { provider, model, milliseconds } = result.stamp;
  return {
    ...scope,
    ...prediction,
    provider,
    model,
    milliseconds: roundMilliseconds(milliseconds),
  };
}

/** To tenths: what lies below is the clock's own. */
export function roundMilliseconds(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
