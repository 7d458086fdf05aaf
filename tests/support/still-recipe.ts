import type { InputSpec } from '../../src-main/common/imaging/input-spec.ts';
import type { AugmentationRanges } from '../../training/fine-tuning/augment.ts';
import type { BatchSpec } from '../../training/fine-tuning/batch.ts';

/** A small input whose intensities are the film's own, from -1 to 1. */
export const smallInput: InputSpec = {
  preprocessing: 1,
  rows: 64,
  columns: 64,
  resample: 'area',
  fit: 'letterbox',
  lowerPercentile: 0,
  upperPercentile: 1,
  padValue: 0,
  mean: 0.5,
  std: 0.5,
};

/** Ranges that change nothing but mirroring. */
export const still: AugmentationRanges = {
  rotation: 0,
  zoom: [1, 1],
  shift: 0,
  logGamma: 0,
  contrast: [1, 1],
  brightness: 0,
  noise: 0,
  blur: 0,
  foreignObject: 0,
  erasing: 0,
};

/** Four films of one source a batch, the first fractured. */
export const stillRecipe: BatchSpec = {
  seed: 5,
  strata: [
    { source: 'clinic', fractured: true, count: 1 },
    { source: 'clinic', fractured: false, count: 3 },
  ],
  input: smallInput,
  augmentation: still,
  unlocatedZoom: 1,
  boxWeight: 6,
};
