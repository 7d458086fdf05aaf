import { emptyLike, type DecodedFrame, type StoredValues } from './decoded-frame.ts';
import { pixelShape, storedSize } from './frame-size.ts';
import { paddingTest } from './pixel-padding.ts';
import { areaMean } from './area-mean.ts';
import { resampleArea } from './resample-area.ts';

/** The samples that are painted: a frame's own, or fewer, each the mean of those that share a device pixel. */
export interface FilmRaster {
  readonly rows: number;
  readonly columns: number;
  /** How many square units of the image a sample takes each way; see `squareSize`. */
  readonly across: number;
  readonly down: number;
  /** Where the first sample begins on the image, in square units: 0 unless this is a part of it. */
  readonly left: number;
  readonly top: number;
  /** `rows * columns * samplesPerPixel`, in stored units. */
  readonly values: StoredValues;
  /** True where a sample is a device pixel, false where the samples are the frame's own. */
  readonly minified: boolean;
}

/**
 * The frame as it is painted at `scale` device pixels a square unit. Where pixels are smaller than the screen's they
 * are averaged by area, stored values before any window, as a coarser detector would have: a bright hairline
 * between two samples grows faint in proportion and is never skipped. Fewer than 8 bits cannot hold a mean, so such
 * frames stay as they are.
 */
export function filmRaster(frame: DecodedFrame, scale: number): FilmRaster {
  const { pixels } = frame.description;
  const { rows, columns } = storedSize(frame);
  const shape = pixelShape(pixels);
  const [across, down] = [shape.width * frame.reduction, shape.height * frame.reduction];
  const whole = { left: 0, top: 0 };
  if (Math.min(across, down) * scale >= 1 || pixels.bitsStored < 8)
    return { ...whole, rows, columns, across, down, values: frame.storedValues, minified: false };
  const fewer = {
    rows: Math.max(1, Math.round(rows * down * scale)),
    columns: Math.max(1, Math.round(columns * across * scale)),
  };
  return {
    ...whole,
    ...fewer,
    across: (columns * across) / fewer.columns,
    down: (rows * down) / fewer.rows,
    values: averaged(frame, fewer.rows, fewer.columns),
    minified: true,
  };
}

function averaged(frame: DecodedFrame, rows: number, columns: number): StoredValues {
  const { samplesPerPixel } = frame.description.pixels;
  const values = emptyLike(frame.storedValues, rows * columns * samplesPerPixel);
  const isWhole = !(values instanceof Float32Array || values instanceof Float64Array);
  for (let channel = 0; channel < samplesPerPixel; channel++) {
    const plane = averagedChannel(frame, channel, rows, columns);
    for (let i = 0, to = channel; i < plane.length; i++, to += samplesPerPixel)
      values[to] = isWhole ? Math.round(plane[i]!) : plane[i]!;
  }
  return values;
}

function averagedChannel(frame: DecodedFrame, channel: number, rows: number, columns: number): Float32Array {
  const { pixels } = frame.description;
  const size = storedSize(frame);
  const isPadding = paddingTest(pixels);
  if (pixels.samplesPerPixel === 1 && isPadding === null)
    return areaMean({ ...size, values: frame.storedValues }, rows, columns);
  const own = Float32Array.from(
    { length: size.rows * size.columns },
    (_, i) => frame.storedValues[i * pixels.samplesPerPixel + channel]!,
  );
  if (isPadding === null) return resampleArea({ ...size, values: own }, rows, columns);
  return aroundPadding(own, isPadding, size, { rows, columns });
}

interface GridSize {
  readonly rows: number;
  readonly columns: number;
}

/** Padding is no part of any mean; a sample that is mostly padding is padding, in the words of its neighbours. */
function aroundPadding(
  own: Float32Array,
  isPadding: (value: number) => boolean,
  from: GridSize,
  to: GridSize,
): Float32Array {
  const counted = new Uint8Array(own.length);
  let padding = NaN;
  for (let i = 0; i < own.length; i++) {
    if (isPadding(own[i]!)) {
      padding = own[i]!;
      own[i] = 0;
    } else counted[i] = 1;
  }
  const sums = resampleArea({ ...from, values: own }, to.rows, to.columns);
  const shares = resampleArea({ ...from, values: counted }, to.rows, to.columns);
  return sums.map((sum, i) => (shares[i]! >= 0.5 ? sum / shares[i]! : padding));
}
