import type { DecodedFrame, StoredValues } from './decoded-frame.ts';
import { storedSize } from './frame-size.ts';

/** Some of the samples of a frame's array. */
export interface ArrayRegion {
  readonly left: number;
  readonly top: number;
  readonly columns: number;
  readonly rows: number;
}

/** The samples of a region that lies within the array, in C order; a copy. */
export function cutOut(frame: DecodedFrame, region: ArrayRegion): StoredValues {
  const { samplesPerPixel } = frame.description.pixels;
  const { columns } = storedSize(frame);
  const width = region.columns * samplesPerPixel;
  const inside = frame.storedValues.slice(0, width * region.rows);
  for (let row = 0; row < region.rows; row++) {
    const from = ((region.top + row) * columns + region.left) * samplesPerPixel;
    inside.set(frame.storedValues.subarray(from, from + width), row * width);
  }
  return inside;
}
