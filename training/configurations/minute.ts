import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { shipped } from './shipped.ts';

/** Small enough to be done in a minute: a trial of the machinery, whose network is of no use. */
export const minute: TrainingConfiguration = {
  ...shipped,
  sources: [{ kind: 'fracatlas', filmsPerClass: 64 }],
  strata: [
    { source: 'fracatlas', fractured: true, count: 8 },
    { source: 'fracatlas', fractured: false, count: 8 },
  ],
  phases: [
    {
      name: 'minute',
      learningRate: 5e-4,
      stages: [
        { size: 64, epochs: 4, zoom: [0.9, 1.5] },
        { size: 96, epochs: 2, zoom: [0.9, 1.5] },
      ],
    },
  ],
  warmUpSteps: 10,
  averageDecay: 0.9,
  reducedSide: 192,
};
