import type { InputSpec } from '#common/imaging/input-spec';
import { sha256 } from '#node/inference/model-store';
import type { ParameterSpec } from '../graph/parameters.ts';
import { nativeLayout } from '../graph/native-layout.ts';
import type { HeadConfiguration } from '../models/head.ts';
import { listParameters } from '../models/trainable-classifier.ts';
import { isHeadParameter } from '../models/trainable-head.ts';
import type { AugmentationRanges } from './augment.ts';
import type { BatchSpec, Stratum, TwinRanges } from './batch.ts';
import type { Stage } from './schedule.ts';
import type { ForwardOptions, OptimizerOptions, StepOptions } from './step-graph.ts';

/**
 * Where films come from, below the folder given by `--data`; the word is also what strata call the source.
 * `fracatlas` and `kaggle`, the published and leaked split of the multi-region set, have their own splits.
 * `multi-region` is its train split by source group, without what FracAtlas judges on. `own` is the folder
 * itself, whatever kind of data set it is; where it has no splits they are drawn by group.
 */
export type Source =
  /** At most so many films of each class are read of a split, evenly spaced. */
  | { readonly kind: 'fracatlas'; readonly filmsPerClass?: number }
  /** At most so many are read of one radiograph's copies. */
  | { readonly kind: 'multi-region'; readonly filmsPerGroup: number }
  | { readonly kind: 'kaggle' }
  | { readonly kind: 'own' };

/** A warm-up and a cosine of its own; the next phase starts from this one's best weights. */
export interface Phase {
  /** Of its checkpoints' folder. */
  readonly name: string;
  /** The highest. */
  readonly learningRate: number;
  readonly stages: readonly Stage[];
}

/** Which convolutions are trained and how fast, relative to the phase's learning rate. */
export interface LearningRates {
  /** Times the backbone's. */
  readonly headScale: number;
  /** Each convolution has the rate of the one after it times this; 1 trains all alike. */
  readonly layerDecay: number;
  /** So many of the first keep the weights they start from; `all` trains the head alone. */
  readonly frozenConvolutions: number | 'all';
}

export interface Loss {
  readonly labelSmoothing: number;
  /** How much a film counts by its class, times how much by its source; a source that is not named counts 1. */
  readonly classWeights: { readonly fractured: number; readonly notFractured: number };
  readonly sourceWeights: Readonly<Record<string, number>>;
  /** Of the map's cross-entropy against the boxes, beside the film's; for a head with a map. */
  readonly mapScale: number;
  /** Of map cells inside a box; 1 elsewhere. */
  readonly boxWeight: number;
  /** Of the squared difference of a film's probability and its twin's; only where the configuration has twins. */
  readonly twinScale?: number;
}

/** Every hyper-parameter of a training; checkpoints carry its hash. */
export interface TrainingConfiguration {
  /** Of the model that comes of it. */
  readonly version: string;
  /** Of sampling, augmentation, dropout, drawn splits and the head's first weights; the bootstrap has it too. */
  readonly seed: number;
  /** The first sets how many steps make an epoch, and its validation split is what epochs are judged by. */
  readonly sources: readonly [Source, ...Source[]];
  /** Films of each batch, before they are cropped: every source gives both classes. With twins half the batch. */
  readonly strata: readonly Stratum[];
  readonly batchSize: number;
  readonly widthMultiplier: number;
  readonly head: HeadConfiguration;
  readonly phases: readonly Phase[];
  readonly learningRates: LearningRates;
  readonly warmUpSteps: number;
  readonly optimizer: OptimizerOptions;
  readonly weightDecay: number;
  /** Longer gradients are shortened to it; null leaves them as they are. */
  readonly gradientNormLimit: number | null;
  /** The limit of the decay of the weights' moving average, which is then what is judged and exported. */
  readonly averageDecay: number | null;
  readonly loss: Loss;
  /** The most a film without known boxes is enlarged. */
  readonly unlocatedZoom: number;
  /** Long side of the films kept for augmentation, in pixels. */
  readonly reducedSide: number;
  readonly windowPercentiles: readonly [number, number];
  readonly augmentation: Omit<AugmentationRanges, 'zoom'>;
  /** How a film's twin differs from it, where films have twins. */
  readonly twin?: TwinRanges;
  /** What the operating points are chosen for, on validation. */
  readonly goals: { readonly sensitivity: number; readonly specificity: number };
}

/** Preprocessing for an input of the given side. */
export function inputSpecOf(
  { windowPercentiles }: Pick<TrainingConfiguration, 'windowPercentiles'>,
  side: number,
): InputSpec {
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

/** The convolutions that keep their weights and are constants of the step, for none is trained. */
function isBackboneFrozen({ learningRates }: Pick<TrainingConfiguration, 'learningRates'>): boolean {
  return learningRates.frozenConvolutions === 'all';
}

type Trained = Pick<TrainingConfiguration, 'learningRates' | 'head' | 'widthMultiplier' | 'phases'>;

/** The parameters that training steps take, and how fast they learn; a wholly frozen backbone is not among them. */
export function parameterSpecs(configuration: Trained): readonly ParameterSpec[] {
  const { head, widthMultiplier, phases, learningRates } = configuration;
  const { headScale, layerDecay, frozenConvolutions } = learningRates;
  const size = phases[0]!.stages[0]!.size;
  const shapes = listParameters({ head, size, widthMultiplier });
  const convolutions = shapes.filter(({ name }) => !isHeadParameter(name)).length / 2;
  const specs = shapes.map(({ name, shape }) => {
    const convolution = Number(/^l(\d+)\./.exec(name)?.[1] ?? Infinity);
    const ownScale = isHeadParameter(name) ? headScale : layerDecay ** (convolutions - 1 - convolution);
    const frozen = frozenConvolutions !== 'all' && convolution < frozenConvolutions;
    return { name, shape, learningRateScale: frozen ? 0 : ownScale, decays: shape.length > 1 };
  });
  return isBackboneFrozen(configuration) ? specs.filter(({ name }) => isHeadParameter(name)) : specs;
}

export function forwardOptionsOf(
  { batchSize, head, widthMultiplier }: Pick<TrainingConfiguration, 'batchSize' | 'head' | 'widthMultiplier'>,
  size: number,
): ForwardOptions {
  return { batchSize, head, widthMultiplier, size, layout: nativeLayout() };
}

export function stepOptionsOf(configuration: TrainingConfiguration, size: number): StepOptions {
  const { loss, weightDecay, gradientNormLimit, optimizer, averageDecay } = configuration;
  return {
    ...forwardOptionsOf(configuration, size),
    labelSmoothing: loss.labelSmoothing,
    mapLossScale: loss.mapScale,
    twinLossScale: configuration.twin ? (loss.twinScale ?? 0) : 0,
    weightDecay,
    gradientNormLimit,
    optimizer,
    averageDecay,
  };
}

/** Every phase draws films and augmentations of its own. */
export function batchSpecOf(
  configuration: TrainingConfiguration,
  phase: number,
  { size, zoom }: Stage,
): BatchSpec {
  const { seed, strata, augmentation, unlocatedZoom, loss } = configuration;
  return {
    seed: seed + 1000 * phase,
    strata,
    input: inputSpecOf(configuration, size),
    augmentation: { ...augmentation, zoom },
    unlocatedZoom,
    boxWeight: loss.boxWeight,
    classWeights: loss.classWeights,
    sourceWeights: loss.sourceWeights,
    ...(configuration.twin && { twin: configuration.twin }),
  };
}

/** Of all that decides a phase's result: a phase appended later leaves those before it as they are. */
export function hashPhase(configuration: TrainingConfiguration, phase: number, origin: string): string {
  const { phases, ...rest } = configuration;
  return sha256(JSON.stringify([origin, phases[phase], rest]));
}
