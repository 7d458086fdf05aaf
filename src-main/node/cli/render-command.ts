import { encode } from 'fast-png';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultVoi } from '#common/imaging/default-voi';
import { displayValues } from '#common/imaging/display-values';
import { inTrueColour } from '#common/imaging/palette';
import { decodeFrame } from '../decode/decode-frame.ts';
import { readImageFile } from '../decode/image-file.ts';

/**
 * An 8-bit PNG of one frame, counted from 0, as the viewer first shows it.
 *
 * @throws AppError as `readImageFile` and `decodeFrame` do.
 */
export async function renderPng(path: string, frame: number): Promise<Uint8Array> {
  const decoded = inTrueColour(await decodeFrame(await readImageFile(path), frame));
  const { rows, columns, samplesPerPixel } = decoded.description.pixels;
  const data = renderSamples(decoded);
  return encode({ width: columns, height: rows, data, depth: 8, channels: samplesPerPixel });
}

function renderSamples(frame: DecodedFrame): Uint8ClampedArray {
  return displayValues(frame, defaultVoi(frame), false);
}
