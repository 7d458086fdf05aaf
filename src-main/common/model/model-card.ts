import * as v from 'valibot';
import { AppError } from '../errors.ts';
import { inputSpecSchema } from '../imaging/input-spec.ts';

const text = v.pipe(v.string(), v.minLength(1));
const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const finite = v.pipe(v.number(), v.finite());
const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A measured fraction with its 95 % interval. */
const estimate = v.strictObject({ value: fraction, lower: fraction, upper: fraction });

const splitCounts = v.strictObject({ images: count, fractured: count });

const splitMetrics = v.strictObject({
  auroc: estimate,
  averagePrecision: estimate,
  sensitivityAt90Specificity: estimate,
});

const operatingPoint = v.strictObject({
  /** On the calibrated probability: at or above it the film counts as positive at this point. */
  threshold: fraction,
  chosenBy: text,
  validation: v.strictObject({ sensitivity: estimate, specificity: estimate }),
  test: v.strictObject({ sensitivity: estimate, specificity: estimate }),
});

/**
 * Everything that must be known to serve the model and to judge it. Written by training, checked field by
 * field when it is loaded: unknown or missing fields are errors, nothing has a default.
 */
export const modelCardSchema = v.strictObject({
  schemaVersion: v.literal(1),
  name: text,
  version: text,
  intendedUse: text,
  limitations: v.array(text),
  onnx: v.strictObject({
    file: v.pipe(v.string(), v.regex(/^[\w.-]+\.onnx$/)),
    sha256,
    opset: count,
    inputs: v.strictObject({ pixels: text }),
    outputs: v.strictObject({ logit: text, classActivationMap: text }),
  }),
  input: inputSpecSchema,
  labels: v.tuple([text]),
  architecture: v.strictObject({
    backbone: text,
    widthMultiplier: finite,
    head: text,
    pretrainedWeights: v.strictObject({ name: text, sha256, licence: text }),
    trained: text,
  }),
  /** `probability = sigmoid(slope * logit + intercept)`, fitted on the validation split. */
  calibration: v.strictObject({
    method: v.literal('platt'),
    slope: finite,
    intercept: finite,
    fittedOn: text,
  }),
  operatingPoints: v.strictObject({ sensitive: operatingPoint, specific: operatingPoint }),
  /** The fixed scale of the heat map, in calibrated logits of one map cell; never adapted to a film. */
  attention: v.strictObject({ transparentLogit: finite, opaqueLogit: finite, chosenBy: text }),
  data: v.strictObject({
    name: text,
    citation: text,
    doi: text,
    licence: text,
    manifestSha256: sha256,
    train: splitCounts,
    validation: splitCounts,
    test: splitCounts,
    knownLeakage: text,
  }),
  metrics: v.strictObject({ interval: text, validation: splitMetrics, test: splitMetrics }),
  /** What the test split holds per body part; the scope gate asks for at least 20 fractures. */
  regions: v.record(text, v.strictObject({ testImages: count, testFractured: count })),
  /** A made-up input (see `referenceInput`) and the logit the exported file gives for it on the CPU. */
  reference: v.strictObject({
    pattern: v.literal('sine-1'),
    logit: finite,
    mapMean: finite,
    tolerance: finite,
  }),
  provenance: v.strictObject({
    command: text,
    seed: count,
    codeSha256: sha256,
    createdAt: text,
    /** Rows tried and their validation AUROC, the failures too. */
    trials: v.array(v.strictObject({ configuration: text, validationAuroc: fraction })),
  }),
});

export type ModelCard = v.InferOutput<typeof modelCardSchema>;
export type Estimate = v.InferOutput<typeof estimate>;
export type OperatingPoint = v.InferOutput<typeof operatingPoint>;

/**
 * Reads a model card from parsed JSON.
 *
 * @throws AppError `model-card-invalid`, naming the first field at fault.
 */
export function readModelCard(json: unknown): ModelCard {
  const parsed = v.safeParse(modelCardSchema, json);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  throw new AppError('model-card-invalid', `Model card: ${v.getDotPath(issue) ?? 'root'}: ${issue.message}`);
}
