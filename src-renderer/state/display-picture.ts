import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { displayLut, fitsTable, type DisplayLut } from '#common/imaging/display-lut';
import { displayValues } from '#common/imaging/display-values';
import type { Voi } from '#common/imaging/voi';

/** Greys for the screen: a table over stored values, or where none is small enough each sample's. */
export type DisplayPicture =
  | { readonly kind: 'table'; readonly lut: DisplayLut }
  | { readonly kind: 'values'; readonly values: Uint8ClampedArray };

export function displayPicture(
  frame: Pick<DecodedFrame, 'description' | 'storedValues'>,
  voi: Voi,
  invert: boolean,
): DisplayPicture {
  const { description } = frame;
  return fitsTable(description.pixels)
    ? { kind: 'table', lut: displayLut(description, voi, invert) }
    : { kind: 'values', values: displayValues(frame, voi, invert) };
}
