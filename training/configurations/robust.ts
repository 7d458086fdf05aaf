import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { full } from './full.ts';

/**
 * Goes on from a finished model over the same data sets, with every convolution trained: films of lost detail, and
 * implants on films of both classes, against what the probes find of the shipped model.
 */
export const robust: TrainingConfiguration = {
  ...full,
  phases: [{ name: 'robust', learningRate: 1e-4, stages: [{ size: 320, epochs: 5, zoom: [0.85, 1.6] }] }],
  // The head has been trained already.
  learningRates: { ...full.learningRates, headScale: 1 },
};
