import * as v from 'valibot';
import { filmFilterSchema } from '#common/batch/film-filter';
import { filmSourceSchema } from '#common/contract/film-source';
import { errorCodes } from '#common/errors';
import type { ModelCard } from '#common/model/model-card';
import { scopeReasons } from '#common/model/result';
import { sha256 } from '../inference/model-store.ts';
import { headerColumns } from '../report/columns.ts';
import type { ScannedFilm } from '../scan/scan-row.ts';

const text = v.string();
const nullableText = v.nullable(text);

/** The model that judges, and the hash that its judgement goes by. */
export const judgedBySchema = v.strictObject({
  model: v.strictObject({ name: text, version: text, sha256: text }),
  /** Of all of the model card that a number, a label or the scope hangs on. */
  judgement: text,
});

/** What decides every row of a batch: two journals whose conditions differ must not be mixed. */
const conditions = v.strictObject({
  /** A watch has no end; its journal stays. */
  kind: v.picklist(['scan', 'watch']),
  /** Folders and files, as they were given. */
  paths: v.pipe(v.array(text), v.readonly()),
  /** Where relative ones of them begin. */
  workingDirectory: text,
  filter: filmFilterSchema,
  /** Absent where the batch is whole. */
  shard: v.exactOptional(v.strictObject({ index: v.number(), count: v.number() })),
  ...judgedBySchema.entries,
});

/** The first line of a journal. */
export const journalHeaderSchema = v.strictObject({
  format: v.literal('osteon-batch-journal'),
  version: v.literal(1),
  conditions,
});

const attributeNames = [...headerColumns, 'modality', 'viewPosition'] as const;
const attributes = v.strictObject({
  ...(Object.fromEntries(attributeNames.map((name) => [name, nullableText])) as Record<
    (typeof attributeNames)[number],
    typeof nullableText
  >),
  /** Lines of earlier journals lack it. */
  manufacturer: v.optional(nullableText, null),
});

const score = { logit: v.number(), probability: v.number() };
const prediction = v.variant('release', [
  v.strictObject({
    ...score,
    release: v.literal('threeWay'),
    label: v.picklist(['suspected', 'doubtful', 'notFlagged']),
    operatingPoint: v.picklist(['sensitive', 'specific']),
  }),
  v.strictObject({ ...score, release: v.literal('rankingOnly') }),
]);
const reason = v.picklist(scopeReasons);
const stamp = v.strictObject({
  provider: v.picklist(['cpu', 'cuda', 'dml', 'webgpu', 'coreml']),
  model: conditions.entries.model,
});
const result = v.union([
  v.strictObject({ scope: v.strictObject({ status: v.literal('outOfScope'), reason }) }),
  v.strictObject({
    scope: v.strictObject({ status: v.picklist(['inScope', 'unknown']), reason }),
    prediction,
    stamp,
  }),
]);
const outcome = v.variant('kind', [
  v.strictObject({ kind: v.literal('result'), result }),
  v.strictObject({
    kind: v.literal('failure'),
    error: v.strictObject({ code: v.picklist(errorCodes), message: text }),
  }),
]);

/** Every line of a journal but the first: a film, whole, so that none of its frames is ever lost alone. */
export const judgedFilmSchema = v.strictObject({
  source: filmSourceSchema,
  stamp: nullableText,
  contentSha256: nullableText,
  attributes: v.nullable(attributes),
  frames: v.array(v.strictObject({ frame: v.nullable(v.number()), outcome })),
});

export type BatchConditions = Readonly<v.InferOutput<typeof conditions>>;
export type JudgedFilm = Readonly<v.InferOutput<typeof judgedFilmSchema>>;

/** Drops of a scanned film what no report has: the attention maps, the times and who the patient is by name. */
export function toJudgedFilm({ source, stamp, contentSha256, attributes, frames }: ScannedFilm): JudgedFilm {
  return {
    source,
    stamp,
    contentSha256,
    attributes: attributes && keptAttributes(attributes),
    frames: frames.map(({ frame, outcome }) => ({
      frame,
      outcome: outcome.kind === 'failure' ? outcome : { kind: 'result', result: keptResult(outcome.result) },
    })),
  };
}

/** The model of a card, as journals and reports name it, and the hash that its judgement goes by. */
export function judgedBy(card: ModelCard): v.InferOutput<typeof judgedBySchema> {
  const { name, version, onnx, input, calibration, operatingPoints, release, regions, scopeDistance } = card;
  const { sensitive, specific } = operatingPoints;
  const decisive = [
    onnx.sha256,
    input,
    [calibration.method, calibration.slope, calibration.intercept],
    [sensitive.threshold, specific.threshold],
    release.verdict,
    regions,
    scopeDistance.threshold,
  ];
  return { model: { name, version, sha256: onnx.sha256 }, judgement: sha256(JSON.stringify(decisive)) };
}

function keptAttributes(all: NonNullable<ScannedFilm['attributes']>): NonNullable<JudgedFilm['attributes']> {
  const kept = Object.fromEntries(
    [...attributeNames, 'manufacturer' as const].map((name) => [name, all[name]]),
  );
  return kept as NonNullable<JudgedFilm['attributes']>;
}

type KeptResult = Extract<JudgedFilm['frames'][number]['outcome'], { kind: 'result' }>['result'];
type Outcome = ScannedFilm['frames'][number]['outcome'];

function keptResult(result: Extract<Outcome, { kind: 'result' }>['result']): KeptResult {
  if (!('prediction' in result)) return { scope: result.scope };
  const { scope, prediction, stamp } = result;
  return { scope, prediction, stamp: { provider: stamp.provider, model: stamp.model } };
}
