import type { PixelDescription } from '../dicom/image-description.ts';
import type { StoredValues } from '../imaging/decoded-frame.ts';
import type { Redaction } from './deidentification.ts';

/** Blackens rectangles of a frame's stored values in place; what lies outside the image is left out. */
export function redact(
  values: StoredValues,
  pixels: Pick<
    PixelDescription,
    | 'rows'
    | 'columns'
    | 'samplesPerPixel'
    | 'photometricInterpretation'
    | 'bitsStored'
    | 'pixelRepresentation'
  >,
  redactions: readonly Redaction[],
): void {
  const { rows, columns, samplesPerPixel } = pixels;
  const black = blackOf(pixels);
  for (const { left, top, width, height } of redactions)
    for (let row = top; row < Math.min(rows, top + height); row++) {
      const begin = row * columns + Math.min(left, columns);
      const end = row * columns + Math.min(left + width, columns);
      values.fill(black, begin * samplesPerPixel, end * samplesPerPixel);
    }
}

/** The least value that is stored, or of MONOCHROME1, where it would be white, the greatest. */
function blackOf({
  photometricInterpretation,
  bitsStored,
  pixelRepresentation,
}: Parameters<typeof redact>[1]) {
  const isSigned = pixelRepresentation === 1;
  if (photometricInterpretation === 'MONOCHROME1') return 2 ** (isSigned ? bitsStored - 1 : bitsStored) - 1;
  return isSigned ? -(2 ** (bitsStored - 1)) : 0;
}
