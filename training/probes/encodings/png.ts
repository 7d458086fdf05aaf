import { encode } from 'fast-png';
import { quantise, type Film } from '../film.ts';

/** A grey PNG file of 8 or 16 bits. */
export function encodePng(film: Film, depth: 8 | 16): Uint8Array {
  const { rows, columns } = film;
  return encode({ width: columns, height: rows, depth, channels: 1, data: quantise(film, depth) });
}
