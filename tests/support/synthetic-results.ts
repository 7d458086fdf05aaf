import { letterbox } from '#common/imaging/letterbox';
import type { ModelCard } from '#common/model/model-card';
import type { ImageResult, Label, Prediction, Scope } from '#common/model/result';

const inScope: Scope & { readonly status: 'inScope' } = { status: 'inScope', reason: 'validated' };

type Spoken = Scope & { readonly status: 'inScope' | 'unknown' };

/** A result with a number and a verdict, as the engine would send it. */
export function predicted(probability: number, label: Label, scope: Spoken = inScope): ImageResult {
  const prediction = {
    logit: 0,
    probability,
    release: 'threeWay',
    label,
    operatingPoint: 'sensitive',
  } as const;
  return resultOf(prediction, scope);
}

/** A result of a model that may only rank. */
export function ranked(probability: number, scope: Spoken = inScope): ImageResult {
  return resultOf({ logit: 0, probability, release: 'rankingOnly' }, scope);
}

function resultOf(prediction: Prediction, scope: Spoken): ImageResult {
  return {
    scope,
    prediction,
    attentionMap: {
      rows: 2,
      columns: 2,
      logits: Float32Array.of(0, 1, 2, 3),
      letterbox: letterbox(4, 4, 8, 8),
    },
    stamp: {
      provider: 'cpu',
      model: { name: 'test-model', version: '1.2.3', sha256: 'ab'.repeat(32) },
      milliseconds: 12.3,
    },
  };
}

const estimate = (value: number) => ({ value, lower: value - 0.05, upper: value + 0.05 });
const ranking = {
  auroc: estimate(0.95),
  averagePrecision: estimate(0.7),
  sensitivityAt90Specificity: estimate(0.5),
  sensitivityAt95Specificity: estimate(0.4),
};
const counts = { images: 600, fractured: 120 };
const point = (threshold: number, sensitivity: number, specificity: number) => {
  const measured = {
    sensitivity: estimate(sensitivity),
    specificity: estimate(specificity),
    accuracy: estimate(0.8),
    precision: estimate(0.5),
    f1: estimate(0.6),
  };
  return { threshold, chosenBy: 'validation', validation: measured, test: measured, flagsPer100: [] };
};

/** A model card with made-up figures, for the page's tests. */
export const madeUpCard: ModelCard = {
  schemaVersion: 2,
  name: 'test-model',
  version: '1.2.3',
  intendedUse: 'tests',
  limitations: [],
  release: { verdict: 'threeWay', reason: 'Its figures allow it.' },
  parent: null,
  onnx: {
    file: 'test.onnx',
    sha256: 'ab'.repeat(32),
    opset: 17,
    inputs: { pixels: 'pixels' },
    outputs: { logit: 'logit', classActivationMap: 'map', featureDistance: 'distance' },
    precision: 'float32',
    precisionTrials: [],
  },
  input: {
    preprocessing: 1,
    rows: 32,
    columns: 32,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile: 0,
    upperPercentile: 1,
    padValue: 0,
    mean: 0,
    std: 1,
  },
  labels: ['fracture'],
  architecture: {
    backbone: 'none',
    widthMultiplier: 1,
    head: 'none',
    pretrainedWeights: { name: 'none', sha256: 'cd'.repeat(32), licence: 'none' },
    trained: 'nothing',
  },
  calibration: {
    method: 'platt',
    slope: 1,
    intercept: 0,
    fittedOn: 'validation',
    test: {
      slope: { value: 1, lower: 0.8, upper: 1.2 },
      intercept: { value: 0, lower: -0.2, upper: 0.2 },
      brierScore: estimate(0.1),
      expectedCalibrationError: estimate(0.1),
      bins: 10,
    },
  },
  operatingPoints: { sensitive: point(0.2, 0.9, 0.6), specific: point(0.6, 0.5, 0.9) },
  attention: { transparentLogit: 0, opaqueLogit: 4, chosenBy: 'validation' },
  data: {
    name: 'Test set',
    citation: 'none',
    doi: 'none',
    licence: 'none',
    manifestSha256: 'ef'.repeat(32),
    train: counts,
    validation: counts,
    test: counts,
    knownLeakage: 'none',
    alsoTrainedOn: [],
  },
  metrics: {
    interval: 'bootstrap',
    validation: ranking,
    test: ranking,
  },
  subgroups: [],
  elsewhere: {
    name: 'Another set',
    ...counts,
    groups: 100,
    interval: 'bootstrap',
    auroc: estimate(0.8),
    groupwiseAuroc: estimate(0.8),
    knownLeakage: 'none',
  },
  views: { statement: 'none', falseAlarms: [] },
  sameFilm: { measured: false, reason: 'made up' },
  scopeDistance: {
    method: 'none',
    fittedOn: 'nothing',
    threshold: 1,
    chosenBy: 'validation',
    validation: { images: 600, flagged: 0 },
    test: { images: 600, flagged: 0 },
    foreign: [],
  },
  regions: {},
  reference: { pattern: 'sine-1', logit: 0, mapMean: 0, featureDistance: 0, tolerance: 0.001 },
  provenance: {
    command: 'none',
    seed: 1,
    codeSha256: '01'.repeat(32),
    createdAt: '2026-11-23',
    trials: [],
  },
};

/** The same where the figures allow no verdict. */
export const madeUpRankingCard: ModelCard = {
  ...madeUpCard,
  release: { verdict: 'rankingOnly', reason: 'The test AUROC is under the floor.' },
};
