import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { ybrFullToRgb } from '#common/imaging/photometric';
import { isJp2, readJp2Colour, type Jp2Colour } from './jp2-boxes.ts';
import { decodeJpeg2000 } from './jpeg-2000.ts';
import { readJpeg2000 } from './jpeg-2000-header.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';
import { asStoredValues, requireGreyOrRgb, requireSupportedDepth } from './still-values.ts';

const codingStyleDefault = 0xff52;
const startOfTile = 0xff90;
const bare: Jp2Colour = { isYcc: false, isMapped: false };

/**
 * Describes a JP2 file or a bare JPEG 2000 codestream, of Part 1 or High-Throughput.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `image-too-large`.
 */
export function describeJpeg2000File(bytes: Uint8Array): ImageDescription {
  const { header, codestream } = readJpeg2000(bytes);
  const samplesPerPixel = requireGreyOrRgb(header);
  requireSupportedDepth(header);
  requirePictureSize(header.height, header.width, samplesPerPixel);
  requireReadableColour(readColour(bytes), header.bitsPerSample);
  return {
    container: 'jpeg2000',
    attributes: noAttributes,
    pixels: plainPixels({
      rows: header.height,
      columns: header.width,
      samplesPerPixel,
      bitsStored: header.bitsPerSample,
      pixelRepresentation: header.isSigned ? 1 : 0,
      lossy: !isReversible(codestream),
    }),
  };
}

/**
 * Decodes a file that `describeJpeg2000File` accepted.
 *
 * @throws AppError as `decodeJpeg2000` does.
 */
export async function decodeJpeg2000File(bytes: Uint8Array): Promise<StoredValues> {
  const decoded = await decodeJpeg2000(bytes, requireGreyOrRgb);
  const values = asStoredValues(decoded);
  const isYcc = readColour(bytes).isYcc && decoded.header.componentCount === 3;
  if (isYcc && values instanceof Uint8Array) ybrFullToRgb(values, 8);
  return values;
}

function readColour(bytes: Uint8Array): Jp2Colour {
  return isJp2(bytes) ? readJp2Colour(bytes) : bare;
}

function requireReadableColour({ isMapped, isYcc }: Jp2Colour, bitsPerSample: number): void {
  if (isMapped || (isYcc && bitsPerSample !== 8))
    throw new AppError('unsupported-pixel-format', 'JPEG 2000 in such colours cannot be shown.');
}

/** Whether the wavelet of the coding style default (A.6.1) is the 5-3 one, without which bits are lost. */
function isReversible(codestream: Uint8Array): boolean {
  const view = new DataView(codestream.buffer, codestream.byteOffset, codestream.byteLength);
  for (let position = 2; position + 14 <= view.byteLength;) {
    const marker = view.getUint16(position);
    if (marker === codingStyleDefault) return view.getUint8(position + 13) === 1;
    if (marker === startOfTile) return false;
    position += 2 + view.getUint16(position + 2);
  }
  return false;
}
