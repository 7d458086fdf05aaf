import { encode } from 'fast-png';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import type { ValueFormat } from './formats.ts';
import { encodeTiff } from './tiff.ts';
import { wholeValues } from './whole-values.ts';

/**
 * The values of a frame as a file; what they stand for is its `Description` text (PNG) or ImageDescription (TIFF).
 *
 * @throws AppError `unsupported-pixel-format` where `wholeValues` does.
 */
export function encodeValues(frame: DecodedFrame, format: ValueFormat): Uint8Array {
  const values = wholeValues(frame);
  if (format === 'tiff16') return encodeTiff(values);
  const { rows, columns, channels, samples, statement } = values;
  const text = { Software: 'Osteon', Description: statement };
  return encode({ width: columns, height: rows, data: samples, depth: 16, channels, text });
}
