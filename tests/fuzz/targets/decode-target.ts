import { describeImage } from '#node/decode/describe-image';
import { decodeFrame } from '#node/decode/decode-frame';
import { AppError } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { preprocess } from '#common/imaging/preprocess';
import { renderThumbnail } from '#common/imaging/thumbnail';
import { smallInput } from '../../support/still-recipe.ts';

/** Describes a file, decodes its first and last frame, and brings them to the screen and to the network. */
export async function target(bytes: Uint8Array): Promise<string> {
  try {
    const { numberOfFrames } = describeImage(bytes).pixels;
    for (const frame of new Set([0, numberOfFrames - 1])) {
      const decoded = await decodeFrame(bytes, frame);
      requireSound(decoded);
      renderThumbnail(decoded, 88);
      requireFinite(preprocess(decoded, smallInput).pixels);
    }
    return 'decoded';
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code !== 'internal') return thrown.code;
    throw thrown;
  }
}

/** As many values as the description says, none outside the bits that it calls stored. */
function requireSound({ description: { pixels }, storedValues }: DecodedFrame): void {
  const { rows, columns, samplesPerPixel, bitsStored, pixelRepresentation, sampleType } = pixels;
  if (storedValues.length !== rows * columns * samplesPerPixel)
    throw new RangeError(`${storedValues.length} values for ${columns} x ${rows} x ${samplesPerPixel}.`);
  if (sampleType === 'float') return;
  const lowest = pixelRepresentation === 1 ? -(2 ** (bitsStored - 1)) : 0;
  const highest = lowest + 2 ** bitsStored - 1;
  const outside = storedValues.find((value) => value < lowest || value > highest);
  if (outside !== undefined) throw new RangeError(`${outside} does not fit ${bitsStored} bits.`);
}

function requireFinite(pixels: Float32Array): void {
  if (!pixels.every(Number.isFinite)) throw new RangeError('The network would be given no number.');
}
