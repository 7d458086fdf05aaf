import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';

/** The training that the shipped model comes from. */
export const shipped: TrainingConfiguration = {
  version: '0.3.0',
  seed: 1337,
  sources: [{ kind: 'fracatlas' }, { kind: 'multi-region', filmsPerGroup: 6 }],
  strata: [
    { source: 'fracatlas', fractured: true, count: 4 },
    { source: 'fracatlas', fractured: false, count: 10 },
    { source: 'multi-region', fractured: true, count: 1 },
    { source: 'multi-region', fractured: false, count: 1 },
  ],
  batchSize: 16,
  widthMultiplier: 1,
  head: { kind: 'pool-linear', pooling: { method: 'logSumExp', sharpness: 4 } },
  phases: [
    {
      name: 'progressive',
      learningRate: 2e-4,
      stages: [
        { size: 224, epochs: 3, zoom: [0.9, 2] },
        { size: 320, epochs: 11, zoom: [0.9, 2] },
        { size: 416, epochs: 3, zoom: [0.9, 1.5] },
      ],
    },
  ],
  // The first convolutions take the most time and change the least.
  learningRates: { headScale: 10, layerDecay: 1, frozenConvolutions: 9 },
  warmUpSteps: 100,
  optimizer: { kind: 'adamW', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  weightDecay: 0.01,
  gradientNormLimit: 1,
  averageDecay: 0.998,
  loss: {
    labelSmoothing: 0.05,
    classWeights: { fractured: 1, notFractured: 1 },
    sourceWeights: {},
    mapScale: 1,
    boxWeight: 6,
  },
  unlocatedZoom: 1.15,
  reducedSide: 768,
  windowPercentiles: [0.005, 0.995],
  augmentation: {
    rotation: 20,
    shift: 0.08,
    logGamma: 0.3,
    contrast: [0.8, 1.2],
    brightness: 0.1,
    noise: 0.03,
    blur: 0.15,
    foreignObject: 0.15,
    erasing: 0.1,
  },
  goals: { sensitivity: 0.9, specificity: 0.9 },
};
