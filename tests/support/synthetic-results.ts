import { letterbox } from '#common/imaging/letterbox';
import type { ModelCard } from '#common/model/model-card';
import type { ImageResult, Label, Scope } from '#common/model/result';

const inScope: Scope & { readonly status: 'inScope' } = { status: 'inScope', reason: 'validated' };

/** A result with a number, as the engine would send it. */
export function predicted(
  probability: number,
  label: Label,
  scope: Scope & { readonly status: 'inScope' | 'unknown' } = inScope,
): ImageResult {
  return {
    scope,
    prediction: { logit: 0, probability, label, operatingPoint: 'sensitive' },
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
const counts = { images: 600, fractured: 120 };
const point = (threshold: number, sensitivity: number, specificity: number) => {
  const measured = { sensitivity: estimate(sensitivity), specificity: estimate(specificity) };
  return { threshold, chosenBy: 'validation', validation: measured, test: measured };
};

/** A model card with made-up figures, for the page's tests. */
export const madeUpCard: ModelCard = {
  schemaVersion: 1,
  name: 'test-model',
  version: '1.2.3',
  intendedUse: 'tests',
  limitations: [],
  onnx: {
    file: 'test.onnx',
    sha256: 'ab'.repeat(32),
    opset: 17,
    inputs: { pixels: 'pixels' },
    outputs: { logit: 'logit', classActivationMap: 'map' },
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
  calibration: { method: 'platt', slope: 1, intercept: 0, fittedOn: 'validation' },
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
  },
  metrics: {
    interval: 'bootstrap',
    validation: {
      auroc: estimate(0.8),
      averagePrecision: estimate(0.7),
      sensitivityAt90Specificity: estimate(0.5),
    },
    test: {
      auroc: estimate(0.8),
      averagePrecision: estimate(0.7),
      sensitivityAt90Specificity: estimate(0.5),
    },
  },
  regions: {},
  reference: { pattern: 'sine-1', logit: 0, mapMean: 0, tolerance: 0.001 },
  provenance: {
    command: 'none',
    seed: 1,
    codeSha256: '01'.repeat(32),
    createdAt: '2026-11-23',
    trials: [],
  },
};
