import * as v from 'valibot';
import { AppError } from '../errors.ts';
import { inputSpecSchema } from '../imaging/input-spec.ts';
import {
  count,
  estimate,
  finite,
  flagged,
  fraction,
  interval,
  operatingPoint,
  sameFilm,
  splitCounts,
  splitMetrics,
  subgroup,
  text,
} from './card-figures.ts';
import type { Say } from '../words/say.ts';
import { decideRelease, releases, type ReleaseDecision } from './release.ts';

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** How the ONNX file stores the weights; the network always computes in 32 bits. */
const precisions = ['float32', 'float16', 'int8'] as const;

/**
 * Everything that must be known to serve the model and to judge it. Written by training, checked field by
 * field when it is loaded: unknown or missing fields are errors, nothing has a default.
 */
export const modelCardSchema = v.strictObject({
  schemaVersion: v.literal(2),
  name: text,
  version: text,
  intendedUse: text,
  limitations: v.array(text),
  /** What the app may say, by the rule of `decideRelease`. */
  release: v.strictObject({ verdict: v.picklist(releases), reason: text }),
  /** The model whose weights the training began with, where it was not ImageNet's. */
  parent: v.nullable(v.strictObject({ name: text, version: text, sha256 })),
  onnx: v.strictObject({
    file: v.pipe(v.string(), v.regex(/^[\w.-]+\.onnx$/)),
    sha256,
    opset: count,
    inputs: v.strictObject({ pixels: text }),
    outputs: v.strictObject({ logit: text, classActivationMap: text, featureDistance: text }),
    precision: v.picklist(precisions),
    /** What every way of storing the weights costs in accuracy; `shipped` is the file beside this card. */
    precisionTrials: v.array(
      v.strictObject({
        precision: v.picklist(precisions),
        bytes: count,
        /** From the logits of the training graph, over `films` validation films. */
        largestLogitDifference: finite,
        films: count,
        validationAuroc: fraction,
        shipped: v.boolean(),
        reason: text,
      }),
    ),
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
    /** Recalibration of the test split: 1 and 0 for a perfect calibration. */
    test: v.strictObject({
      slope: interval,
      /** With the slope held at 1: calibration in the large. */
      intercept: interval,
      brierScore: estimate,
      /** For information: at a few hundred films even a perfect model's is noise. */
      expectedCalibrationError: estimate,
      bins: count,
    }),
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
    /** Further sets that the training saw, whose films no figure but those of `elsewhere` is measured on. */
    alsoTrainedOn: v.array(
      v.strictObject({ name: text, licence: text, ...splitCounts.entries, selection: text }),
    ),
  }),
  metrics: v.strictObject({ interval: text, validation: splitMetrics, test: splitMetrics }),
  /** The test split by what its films show. */
  subgroups: v.pipe(v.array(subgroup), v.readonly()),
  /** The held-out part of a second data set; null where there is none. */
  elsewhere: v.nullable(
    v.strictObject({
      name: text,
      ...splitCounts.entries,
      /** Source radiographs; the figures are of films, and of the mean over the films of each. */
      groups: count,
      interval: text,
      auroc: estimate,
      groupwiseAuroc: estimate,
      knownLeakage: text,
    }),
  ),
  /** Whether figures hold for a study of several views. */
  views: v.strictObject({
    statement: text,
    /** The chance that at least one of so many sound, independent views is flagged at the specific point. */
    falseAlarms: v.array(v.strictObject({ views: count, sensitive: fraction, specific: fraction })),
  }),
  sameFilm,
  /**
   * The scope gate by features: a film whose `featureDistance` is above the threshold does not resemble the
   * training films and gets no number.
   */
  scopeDistance: v.strictObject({
    method: text,
    fittedOn: text,
    threshold: finite,
    chosenBy: text,
    validation: flagged,
    test: flagged,
    /** Images that are no limb radiographs, by kind: how well the distance tells them from the test split. */
    foreign: v.array(v.strictObject({ kind: text, ...flagged.entries, auroc: fraction })),
  }),
  /** What the test split holds per body part; the scope gate asks for at least 20 fractures. */
  regions: v.record(text, v.strictObject({ testImages: count, testFractured: count })),
  /** A made-up input (see `referenceInput`) and what the exported file gives for it on the CPU. */
  reference: v.strictObject({
    pattern: v.literal('sine-1'),
    logit: finite,
    mapMean: finite,
    featureDistance: finite,
    /** Absolute; of the distance relative where that is above 1. */
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
export type Precision = (typeof precisions)[number];
export type Estimate = v.InferOutput<typeof estimate>;
export type OperatingPoint = v.InferOutput<typeof operatingPoint>;

/**
 * Reads a model card from parsed JSON. A card that gives a verdict on films against its own figures is
 * refused; one that holds back although it need not is not.
 *
 * @throws AppError `model-card-invalid`, naming the first field at fault.
 */
export function readModelCard(json: unknown): ModelCard {
  const parsed = v.safeParse(modelCardSchema, json);
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalid(v.getDotPath(issue) ?? 'root', issue.message);
  }
  const card = parsed.output;
  const { verdict, reason } = releaseOf(card);
  if (card.release.verdict === 'threeWay' && verdict !== 'threeWay') throw invalid('release.verdict', reason);
  return card;
}

/** What the card's own test figures allow. */
export function releaseOf(card: Pick<ModelCard, 'metrics' | 'operatingPoints'>): ReleaseDecision {
  const { sensitivity } = card.operatingPoints.sensitive.test;
  return decideRelease({ auroc: card.metrics.test.auroc, sensitivity });
}

/** Why the model may say what it may; a card's own reason where it is not that of its figures. */
export function releaseReason(card: ModelCard, say: Say): string {
  const { auroc } = card.metrics.test;
  const { sensitivity } = card.operatingPoints.sensitive.test;
  const { reason } = card.release;
  return reason === releaseOf(card).reason ? decideRelease({ auroc, sensitivity }, say).reason : reason;
}

function invalid(field: string, problem: string): AppError {
  return new AppError('model-card-invalid', `Model card: ${field}: ${problem}`);
}
