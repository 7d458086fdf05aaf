import type { Palette } from '../dicom/lookup-table.ts';
import type { DecodedFrame, StoredValues } from './decoded-frame.ts';

/**
 * The frame with its indices looked up (PALETTE COLOR, PS3.3 C.7.6.3.1.2 and C.7.6.3.1.5): RGB of the palette's
 * 8 or 16 bits, described as such. Any other frame is returned as it is.
 */
export function inTrueColour(frame: DecodedFrame): DecodedFrame {
  const { palette } = frame.description.pixels;
  if (palette === null) return frame;
  const bits = palette.bitsPerEntry;
  return {
    ...frame,
    storedValues: lookUpColours(frame.storedValues, palette),
    description: {
      ...frame.description,
      pixels: {
        ...frame.description.pixels,
        samplesPerPixel: 3,
        photometricInterpretation: 'RGB',
        palette: null,
        bitsAllocated: bits,
        bitsStored: bits,
        pixelRepresentation: 0,
      },
    },
  };
}

/** Indices outside the palette take its first or last colour, as the standard has it. */
function lookUpColours(indices: StoredValues, { firstMapped, red, green, blue, bitsPerEntry }: Palette) {
  const rgb = new (bitsPerEntry === 8 ? Uint8Array : Uint16Array)(3 * indices.length);
  const last = Math.min(red.length, green.length, blue.length) - 1;
  for (let i = 0; i < indices.length; i++) {
    const entry = Math.min(last, Math.max(0, indices[i]! - firstMapped));
    rgb[3 * i] = red[entry] ?? 0;
    rgb[3 * i + 1] = green[entry] ?? 0;
    rgb[3 * i + 2] = blue[entry] ?? 0;
  }
  return rgb;
}
