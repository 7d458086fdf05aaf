import { linesToRgb } from './colour.ts';
import type { DctPlanes } from './decode-dct.ts';
import { lineReader } from './upsample.ts';

/**
 * Puts the components of an image together at its size, interleaved by pixel: one byte a sample up to 8 bits,
 * else two in the machine's order.
 *
 * @param toRgb Whether three components are Y, Cb and Cr that are wanted as red, green and blue.
 */
export function assembleImage({ frame, planes }: DctPlanes, toRgb: boolean): Uint8Array {
  const { width, height, bitsPerSample } = frame.header;
  const count = planes.length;
  const samples =
    bitsPerSample > 8 ? new Uint16Array(width * height * count) : new Uint8Array(width * height * count);
  const [plane] = planes;
  if (count === 1 && plane) {
    for (let row = 0; row < height; row++)
      samples.set(plane.samples.subarray(row * plane.stride, row * plane.stride + width), row * width);
    return new Uint8Array(samples.buffer);
  }
  const readers = planes.map((plane, i) => lineReader(plane, frame.components[i]!, frame));
  const lines = planes.map(() => new Int32Array(width));
  for (let row = 0; row < height; row++) {
    readers.forEach((read, i) => read(row, lines[i]!));
    if (toRgb) linesToRgb(lines as [Int32Array, Int32Array, Int32Array], width, bitsPerSample);
    for (let i = 0; i < count; i++) {
      const line = lines[i]!;
      for (let column = 0, to = row * width * count + i; column < width; column++, to += count)
        samples[to] = line[column]!;
    }
  }
  return new Uint8Array(samples.buffer);
}
