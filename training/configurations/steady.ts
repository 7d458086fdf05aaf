import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { plain } from './plain.ts';

/**
 * Goes on from a finished `plain` training with what its films lacked: implants and drawn objects on films of both
 * classes, and films of lost detail.
 */
export const steady: TrainingConfiguration = {
  ...plain,
  phases: [{ name: 'steady', learningRate: 1e-4, stages: [{ size: 384, epochs: 4, zoom: [0.85, 1.6] }] }],
  learningRates: { ...plain.learningRates, headScale: 1 },
  augmentation: {
    ...plain.augmentation,
    foreignObject: 0.15,
    implant: 0.25,
    lowResolution: 0.3,
    jpeg: 0.2,
    jpegQuality: [60, 95],
  },
};
