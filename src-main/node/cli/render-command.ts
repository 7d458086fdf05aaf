import { encode } from 'fast-png';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultWindow } from '#common/imaging/default-window';
import { displayLut } from '#common/imaging/display-lut';
import { decodeFrame } from '../decode/decode-frame.ts';
import { readImageFile } from '../decode/image-file.ts';

/**
 * An 8-bit PNG of one frame, counted from 0, as the viewer first shows it.
 *
 * @throws AppError as `readImageFile` and `decodeFrame` do.
 */
export async function renderPng(path: string, frame: number): Promise<Uint8Array> {
  const decoded = await decodeFrame(await readImageFile(path), frame);
  const { rows, columns, samplesPerPixel } = decoded.description.pixels;
  const data = renderSamples(decoded);
  return encode({ width: columns, height: rows, data, depth: 8, channels: samplesPerPixel });
}

function renderSamples(frame: DecodedFrame): Uint8Array {
  const { firstStoredValue, lut } = displayLut(frame.description, defaultWindow(frame), false);
  const { storedValues } = frame;
  const samples = new Uint8Array(storedValues.length);
  for (let i = 0; i < samples.length; i++) samples[i] = lut[storedValues[i]! - firstStoredValue]!;
  return samples;
}
