import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { displayLut, fitsTable, type DisplayLut } from '#common/imaging/display-lut';
import { displayValues } from '#common/imaging/display-values';
import type { Voi } from '#common/imaging/voi';

/** A frame's greys for the screen: a table over its stored values, or where none is small enough each pixel's. */
export type DisplayPicture =
  | { readonly kind: 'table'; readonly lut: DisplayLut }
  | { readonly kind: 'values'; readonly values: Uint8ClampedArray };

export function displayPicture(frame: DecodedFrame, voi: Voi, invert: boolean): DisplayPicture {
  const { description } = frame;
  return fitsTable(description.pixels)
    ? { kind: 'table', lut: displayLut(description, voi, invert) }
    : { kind: 'values', values: displayValues(frame, voi, invert) };
}
