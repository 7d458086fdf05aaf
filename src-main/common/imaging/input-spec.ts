import * as v from 'valibot';

const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const size = v.pipe(v.number(), v.integer(), v.minValue(32), v.maxValue(2048));

/**
 * How a frame becomes the model's input; training writes it into the model card and serving reads it back.
 * Every field is required: a default here would be a silent disagreement between the two.
 */
export const inputSpecSchema = v.strictObject({
  /** Version of the function `preprocess`; the app refuses a card of a version it does not implement. */
  preprocessing: v.literal(1),
  rows: size,
  columns: size,
  /** Separable box average when shrinking, linear interpolation when enlarging. */
  resample: v.literal('area'),
  /** Aspect ratio kept, content centred, bars filled with `padValue`. */
  fit: v.literal('letterbox'),
  /** The robust window: these fractions of the resampled content map to 0 and 1. */
  lowerPercentile: fraction,
  upperPercentile: fraction,
  /** In units of the windowed intensity, so 0 is the darkest. */
  padValue: fraction,
  /** Intensity `x` in [0, 1] enters the network as `(x - mean) / std`. */
  mean: v.number(),
  std: v.pipe(v.number(), v.gtValue(0)),
});

export type InputSpec = v.InferOutput<typeof inputSpecSchema>;
