import { dicomFile, greyModule, items, withAttributes, type Attribute } from './dicom-bytes.ts';
import { filmValues } from './synthetic-frame.ts';

const [rows, columns] = [512, 400];
const explicitLittleEndian = '1.2.840.10008.1.2.1';
const values = filmValues(rows, columns, 4095, new Uint16Array(rows * columns));
const pixels: Attribute = [0x7fe0, 0x0010, 'OW', [...values]];

/** A made-up film of 512 rows by 400 columns at 12 bits, with the given differences. */
function film(instance: number, ...changes: readonly Attribute[]): Uint8Array {
  return dicomFile(
    explicitLittleEndian,
    withAttributes(
      greyModule(rows, columns),
      [0x0008, 0x0016, 'UI', '1.2.840.10008.5.1.4.1.1.1.1'],
      [0x0008, 0x0018, 'UI', `2.25.9${instance}`],
      [0x0008, 0x0060, 'CS', 'DX'],
      [0x0010, 0x0020, 'LO', 'MADE-UP'],
      [0x0020, 0x000d, 'UI', '2.25.9'],
      [0x0020, 0x000e, 'UI', '2.25.90'],
      [0x0028, 0x0101, 'US', [12]],
      [0x0028, 0x0102, 'US', [11]],
      pixels,
      ...changes,
    ),
  );
}

/** A single VOI LUT of 4096 entries at 8 bits that rises as a square root, explained as `HARD`. */
export function voiLutFilm(): Uint8Array {
  const entries = Array.from({ length: 4096 }, (_, i) => Math.round(255 * Math.sqrt(i / 4095)));
  const lut = items([
    [
      [0x0028, 0x3002, 'US', [4096, 0, 8]],
      [0x0028, 0x3003, 'LO', 'HARD'],
      [0x0028, 0x3006, 'US', entries],
    ],
  ]);
  return film(1, [0x0028, 0x3010, 'SQ', lut]);
}

/** Its overlay, 64 by 64 from row 41 and column 31, is a frame of ones four pixels thick. */
export function overlayFilm(): Uint8Array {
  const side = 64;
  const bits = new Uint8Array((side * side) / 8);
  for (let row = 0; row < side; row++)
    for (let column = 0; column < side; column++)
      if (Math.min(row, column, side - 1 - row, side - 1 - column) < 4) {
        const at = row * side + column;
        bits[at >> 3]! |= 1 << (at & 7);
      }
  return film(
    2,
    [0x6000, 0x0010, 'US', [side]],
    [0x6000, 0x0011, 'US', [side]],
    [0x6000, 0x0040, 'CS', 'G'],
    [0x6000, 0x0050, 'SS', [41, 31]],
    [0x6000, 0x0100, 'US', [1]],
    [0x6000, 0x0102, 'US', [0]],
    [0x6000, 0x3000, 'OW', bits],
  );
}

/** Hidden outside a circle of radius 150 about row 256 and column 200. */
export function shutteredFilm(): Uint8Array {
  return film(
    3,
    [0x0018, 0x1600, 'CS', 'CIRCULAR'],
    [0x0018, 0x1610, 'IS', '256\\200'],
    [0x0018, 0x1612, 'IS', '150'],
  );
}

/** Its pixels are twice as high as wide, as the detector's spacing says too. */
export function tallPixelFilm(): Uint8Array {
  return film(4, [0x0018, 0x1164, 'DS', '0.2\\0.1'], [0x0028, 0x0034, 'IS', '2\\1']);
}
