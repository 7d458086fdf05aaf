import type { WholeValues } from './whole-values.ts';

/** TIFF 6.0, section 8: the fields that a baseline reader knows, in the order in which a directory lists them. */
const Field = {
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometricInterpretation: 262,
  imageDescription: 270,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  software: 305,
} as const;

const ascii = 2;
const short = 3;
const long = 4;
const bytesOf: Readonly<Record<number, number>> = { [ascii]: 1, [short]: 2, [long]: 4 };

type Entry = readonly [tag: number, type: number, values: readonly number[]];

/** Of MONOCHROME1 too: many readers turn the values of WhiteIsZero round, and the values are what is wanted. */
const blackIsZero = 1;
const rgb = 2;
const headerLength = 8;

/**
 * An uncompressed TIFF of one page and one strip, little-endian, 16 bits a sample, which every reader of TIFF knows.
 * The statement is its ImageDescription. No well-kept package writes more than 8 bits of grey.
 */
export function encodeTiff(values: WholeValues): Uint8Array {
  const entries = entriesOf(values);
  const directoryLength = 2 + 12 * entries.length + 4;
  const outside = entries.map((entry) => (lengthOf(entry) > 4 ? even(lengthOf(entry)) : 0));
  const stripOffset = headerLength + directoryLength + outside.reduce((sum, length) => sum + length, 0);
  const bytes = new Uint8Array(stripOffset + 2 * values.samples.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949, true);
  view.setUint16(2, 42, true);
  view.setUint32(4, headerLength, true);
  view.setUint16(headerLength, entries.length, true);
  let free = headerLength + directoryLength;
  entries.forEach(([tag, type, given], index) => {
    const at = headerLength + 2 + 12 * index;
    const offsets = tag === Field.stripOffsets ? [stripOffset] : given;
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    view.setUint32(at + 4, offsets.length, true);
    if (outside[index] === 0) return writeValues(view, at + 8, type, offsets);
    view.setUint32(at + 8, free, true);
    writeValues(view, free, type, offsets);
    free += outside[index]!;
  });
  const { samples } = values;
  for (let i = 0; i < samples.length; i++) view.setUint16(stripOffset + 2 * i, samples[i]!, true);
  return bytes;
}

function entriesOf({ rows, columns, channels, samples, statement }: WholeValues): Entry[] {
  return [
    [Field.imageWidth, long, [columns]],
    [Field.imageLength, long, [rows]],
    [Field.bitsPerSample, short, Array.from({ length: channels }, () => 16)],
    [Field.compression, short, [1]],
    [Field.photometricInterpretation, short, [channels === 3 ? rgb : blackIsZero]],
    [Field.imageDescription, ascii, textOf(statement)],
    [Field.stripOffsets, long, [0]],
    [Field.samplesPerPixel, short, [channels]],
    [Field.rowsPerStrip, long, [rows]],
    [Field.stripByteCounts, long, [2 * samples.length]],
    [Field.software, ascii, textOf('Osteon')],
  ];
}

/** 7-bit, and ended by a zero, as TIFF has it. */
function textOf(text: string): number[] {
  return [...text].map((letter) => (letter.charCodeAt(0) < 128 ? letter.charCodeAt(0) : 0x3f)).concat(0);
}

function writeValues(view: DataView, at: number, type: number, values: readonly number[]): void {
  values.forEach((value, i) => {
    if (type === ascii) view.setUint8(at + i, value);
    else if (type === short) view.setUint16(at + 2 * i, value, true);
    else view.setUint32(at + 4 * i, value, true);
  });
}

function lengthOf([, type, values]: Entry): number {
  return values.length * bytesOf[type]!;
}

/** Values begin on a word. */
function even(length: number): number {
  return length + (length % 2);
}
