import type { InputSpec } from '#common/imaging/input-spec';
import type { ParameterSpec } from '../graph/parameters.ts';
import { headNames, listParameters } from '../models/trainable-classifier.ts';
import type { AugmentationRanges } from './augment.ts';
import type { Stratum } from './batch.ts';
import type { Stage } from './schedule.ts';

/** A warm-up and a cosine of its own; the next phase starts from this one's best averaged weights. */
export interface Phase {
  /** Of its checkpoints' folder. */
  readonly name: string;
  /** The highest. */
  readonly learningRate: number;
  readonly stages: readonly Stage[];
}

/** Every hyper-parameter of a fine-tuning; the card and the checkpoints carry its hash. */
export const configuration = {
  version: '0.3.0',
  /** Of sampling, augmentation and the head's first weights; the bootstrap has it too. */
  seed: 1337,
  batchSize: 16,
  /** Films of each batch, before they are cropped: both classes from either source. */
  strata: [
    { source: 'fracatlas', fractured: true, count: 4 },
    { source: 'fracatlas', fractured: false, count: 10 },
    { source: 'multi-region', fractured: true, count: 1 },
    { source: 'multi-region', fractured: false, count: 1 },
  ] as readonly Stratum[],
  /** The most that are read of one multi-region radiograph's copies. */
  filmsPerGroup: 6,
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
  ] as readonly Phase[],
  /** Times the backbone's learning rate. */
  headLearningRateScale: 10,
  /** The first convolutions keep their ImageNet weights: they take the most time and change the least. */
  frozenConvolutions: 9,
  warmUpSteps: 100,
  weightDecay: 0.01,
  gradientNormLimit: 1,
  adamW: { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  averageDecay: 0.998,
  pooling: { method: 'logSumExp', sharpness: 4 },
  labelSmoothing: 0.05,
  mapLossScale: 1,
  boxWeight: 6,
  /** The most a film without known boxes is enlarged. */
  unlocatedZoom: 1.15,
  /** Long side of the films kept for augmentation, in pixels. */
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
  } as Omit<AugmentationRanges, 'zoom'>,
  goals: { sensitivity: 0.9, specificity: 0.9 },
} as const;

export type Configuration = typeof configuration;

/** Preprocessing for an input of the given side. */
export function inputSpecOf({ windowPercentiles }: Configuration, side: number): InputSpec {
  const [lowerPercentile, upperPercentile] = windowPercentiles;
  return {
    preprocessing: 1,
    rows: side,
    columns: side,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile,
    upperPercentile,
    padValue: 0,
    mean: 0.5,
    std: 0.5,
  };
}

/** Which parameters are trained, and how fast. */
export function parameterSpecs(options: Configuration): readonly ParameterSpec[] {
  const heads: readonly string[] = Object.values(headNames);
  return listParameters().map(({ name, shape }) => {
    const convolution = Number(/^l(\d+)\./.exec(name)?.[1] ?? Infinity);
    const ownScale = heads.includes(name) ? options.headLearningRateScale : 1;
    const learningRateScale = convolution < options.frozenConvolutions ? 0 : ownScale;
    return { name, shape, learningRateScale, decays: shape.length > 1 };
  });
}
