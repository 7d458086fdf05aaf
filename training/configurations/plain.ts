import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { shipped } from './shipped.ts';

/**
 * Every convolution trained from the ImageNet weights on at 384 pixels, on FracAtlas alone, with the few changes of a
 * film that cost the least to learn from: what the recipes with more sources and harsher films are measured against.
 */
export const plain: TrainingConfiguration = {
  ...shipped,
  version: '0.5.0',
  sources: [{ kind: 'fracatlas' }],
  strata: [
    { source: 'fracatlas', fractured: true, count: 5 },
    { source: 'fracatlas', fractured: false, count: 11 },
  ],
  phases: [{ name: 'plain', learningRate: 2e-4, stages: [{ size: 384, epochs: 7, zoom: [0.85, 1.6] }] }],
  learningRates: { ...shipped.learningRates, frozenConvolutions: 0 },
  averageDecay: 0.995,
  augmentation: {
    rotation: 20,
    shift: 0.08,
    logGamma: 0.3,
    contrast: [0.9, 1.1],
    brightness: 0.1,
    noise: 0,
    blur: 0,
    foreignObject: 0,
    erasing: 0,
    lowResolution: 0.2,
  },
};
