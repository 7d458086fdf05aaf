import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { shipped } from './shipped.ts';

/**
 * The published protocol: MobileNetV2 at 224 with ImageNet weights, its top removed, flattened into 512 units with
 * ReLU, dropout of a half and two sigmoid outputs, for ten epochs of the published (leaked) split. The text names
 * no optimiser and does not say whether the backbone was trained; it is frozen here, as Keras' transfer learning
 * does it and as the memory of a flattened head suggests. Of its augmentations, saturation and hue leave a film
 * without colour as it is, so mirroring, brightness and contrast remain.
 */
export const published: TrainingConfiguration = {
  ...shipped,
  version: '0.0.1',
  sources: [{ kind: 'kaggle' }],
  strata: [
    { source: 'kaggle', fractured: true, count: 32 },
    { source: 'kaggle', fractured: false, count: 32 },
  ],
  batchSize: 64,
  head: { kind: 'flatten-512', dropout: 0.5, activation: 'sigmoid' },
  phases: [{ name: 'published', learningRate: 2e-4, stages: [{ size: 224, epochs: 10, zoom: [1, 1] }] }],
  learningRates: { headScale: 1, layerDecay: 1, frozenConvolutions: 'all' },
  weightDecay: 0,
  gradientNormLimit: null,
  averageDecay: null,
  loss: { ...shipped.loss, labelSmoothing: 0, mapScale: 0 },
  unlocatedZoom: 1,
  reducedSide: 256,
  augmentation: {
    rotation: 0,
    shift: 0,
    logGamma: 0,
    contrast: [0.8, 1.2],
    brightness: 0.2,
    noise: 0,
    blur: 0,
    foreignObject: 0,
    erasing: 0,
  },
};
