import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { robust } from './robust.ts';

/**
 * Goes on from a finished model with every film beside a twin of less detail, whose probability has to be the same:
 * against the many films that score otherwise at half their size. Edges are blanked more often, too.
 */
export const twins: TrainingConfiguration = {
  ...robust,
  version: '0.5.0',
  strata: [
    { source: 'fracatlas', fractured: true, count: 3 },
    { source: 'fracatlas', fractured: false, count: 7 },
    { source: 'multi-region', fractured: true, count: 1 },
    { source: 'multi-region', fractured: false, count: 1 },
  ],
  batchSize: 24,
  phases: [{ name: 'twins', learningRate: 1e-4, stages: [{ size: 320, epochs: 6, zoom: [0.85, 1.6] }] }],
  loss: { ...robust.loss, twinScale: 8 },
  twin: { lowResolution: 1, leastResolution: 0.5 },
  augmentation: { ...robust.augmentation, borders: 0.25, surround: 0.15 },
};
