import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { letterbox } from '#common/imaging/letterbox';
import { extent } from '#common/imaging/order-statistic';
import { resampleFrame } from '#common/imaging/preprocess';
import { percentileRange } from '#common/imaging/robust-window';
import { decodeFrame } from '#node/decode/decode-frame';
import { readImageFile } from '#node/decode/image-file';

/** A film's modality values from darkest (0) to brightest (255), bright where the film is, in C order. */
export interface ReducedPlane {
  readonly rows: number;
  readonly columns: number;
  /** Pixels of the plane to a pixel of the file. */
  readonly scale: number;
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/**
 * Reads the first frame of a film and reduces it as `reduceFrame` does.
 *
 * @throws AppError as `readImageFile` and `decodeFrame` do.
 */
export async function reduceFilm(path: string, side: number): Promise<ReducedPlane> {
  return reduceFrame(await decodeFrame(await readImageFile(path), 0), side);
}

/** Reduces a film to a long side of `side` pixels by the product's own resampling, before any window. */
export function reduceFrame(frame: DecodedFrame, side: number): ReducedPlane {
  const { rows, columns, bitsStored } = frame.description.pixels;
  const { contentRows, contentColumns } = letterbox(rows, columns, side, side);
  const values = resampleFrame(frame, contentRows, contentColumns);
  const pixels = toBytes(values, bitsStored > 8);
  return { rows: contentRows, columns: contentColumns, scale: contentColumns / columns, pixels };
}

/**
 * Eight bits suffice where the file has no more: the robust window stretches them alike. A deeper film may
 * keep most of its range for a few pixels of metal, so what the window of any quarter of it cuts off anyway
 * is cut off first.
 */
function toBytes(values: Float32Array, isDeep: boolean): Uint8Array<ArrayBuffer> {
  const { minimum, maximum } = extent(values);
  const { lower, upper } = isDeep
    ? percentileRange(values, 0.001, 0.999)
    : { lower: minimum, upper: maximum };
  const scale = upper > lower ? 255 / (upper - lower) : 0;
  const bytes = new Uint8ClampedArray(values.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round((values[i]! - lower) * scale);
  return new Uint8Array(bytes.buffer);
}
