import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { shipped } from './shipped.ts';

/**
 * Every convolution trained, at 384 pixels from the first epoch on, with films of lost detail and with implants on
 * films of both classes: against what the probes find of the shipped model.
 */
export const full: TrainingConfiguration = {
  ...shipped,
  version: '0.4.0',
  phases: [{ name: 'full', learningRate: 2e-4, stages: [{ size: 384, epochs: 8, zoom: [0.85, 1.6] }] }],
  learningRates: { ...shipped.learningRates, frozenConvolutions: 0 },
  augmentation: {
    ...shipped.augmentation,
    foreignObject: 0.1,
    implant: 0.2,
    lowResolution: 0.25,
    jpeg: 0.2,
    jpegQuality: [60, 95],
  },
};
