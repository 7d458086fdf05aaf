import { AppError } from '../errors.ts';
import type { Values } from './data-set.ts';
import type { Palette } from './lookup-table.ts';
import { bytesOfWords, unpackEntries } from './lut-entries.ts';
import { entryCount } from './lut-sequences.ts';
import { expandSegments } from './segmented-palette.ts';
import { Tag } from './tags.ts';

const colours = [
  [Tag.redPaletteDescriptor, Tag.redPaletteData, Tag.segmentedRedPaletteData],
  [Tag.greenPaletteDescriptor, Tag.greenPaletteData, Tag.segmentedGreenPaletteData],
  [Tag.bluePaletteDescriptor, Tag.bluePaletteData, Tag.segmentedBluePaletteData],
] as const;

/**
 * Reads the Palette Color Lookup Table module (PS3.3 C.7.9), segmented tables unpacked.
 *
 * @param pixelRepresentation Of the stored values, which the first one mapped takes its sign from.
 * @throws AppError `missing-attribute`; `invalid-attribute` where a table is not what its descriptor says.
 */
export function readPalette(dataSet: Values, pixelRepresentation: 0 | 1): Palette {
  const tables = colours.map(([descriptor, data, segments]) => {
    const [count, first, bits] = dataSet.words(descriptor);
    if (count === undefined || first === undefined || bits === undefined) throw missing();
    if (bits !== 8 && bits !== 16) throw lying(`claims entries of ${bits} bits`);
    return { first, ...readTable(dataSet, dataSet.has(data) ? data : segments, entryCount(count), bits) };
  });
  const [red, green, blue] = tables as [Table, Table, Table];
  if (tables.some(({ first, entries }) => first !== red.first || entries.length !== red.entries.length))
    throw lying('has colours that do not match');
  return {
    firstMapped: pixelRepresentation === 1 ? (red.first << 16) >> 16 : red.first,
    red: red.entries,
    green: green.entries,
    blue: blue.entries,
    bitsPerEntry: tables.some(({ bits }) => bits > 8) ? 16 : 8,
  };
}

interface Table {
  readonly first: number;
  readonly entries: Uint16Array;
  readonly bits: number;
}

function readTable(dataSet: Values, tag: Tag, count: number, bits: number): Omit<Table, 'first'> {
  const bytes = dataSet.bytes(tag);
  if (!bytes) throw missing();
  const words = dataSet.words(tag);
  // Old ultrasound devices write a byte an entry and call it 16 bits.
  const actualBits = bytes.length === count + (count % 2) && count > 2 ? 8 : bits;
  const isSegmented = colours.some(([, , segments]) => segments === tag);
  const entries = isSegmented
    ? expandSegments(bits > 8 ? words : bytesOfWords(words), count, bits)
    : unpackEntries(bytes, words, count, actualBits);
  if (!entries) throw lying(`does not hold the ${count} entries of its descriptor`);
  return { entries, bits: isSegmented ? bits : actualBits };
}

function missing(): AppError {
  return new AppError('missing-attribute', 'The palette of the image is missing.');
}

function lying(how: string): AppError {
  return new AppError('invalid-attribute', `The palette of the image ${how}.`);
}
