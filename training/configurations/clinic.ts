import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { shipped } from './shipped.ts';

/**
 * A clinic's own films on top of a finished model, whose version and input size go before the ones below: few steps
 * at a low rate, so that a few hundred films adapt the network without making it forget what it knew.
 */
export const clinic: TrainingConfiguration = {
  ...shipped,
  version: 'own',
  sources: [{ kind: 'own' }],
  strata: [
    { source: 'own', fractured: true, count: 4 },
    { source: 'own', fractured: false, count: 4 },
  ],
  batchSize: 8,
  phases: [{ name: 'clinic', learningRate: 2e-5, stages: [{ size: 320, epochs: 4, zoom: [0.9, 1.5] }] }],
  // The head has been trained already, on far more films.
  learningRates: { headScale: 1, layerDecay: 0.95, frozenConvolutions: 9 },
  warmUpSteps: 20,
  averageDecay: 0.99,
  // Folders come without boxes; a map taught by films without fractures alone would learn to stay dark.
  loss: { ...shipped.loss, mapScale: 0 },
};
