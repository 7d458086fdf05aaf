import { AppError } from '#common/errors';

/** The fields of one image file directory (TIFF 6.0 section 2), which EXIF uses too, by their tags. */
export interface TiffDirectory {
  /** Values of an unsigned integer field; empty where the field is absent or of another type. */
  numbers(tag: number): readonly number[];
  /** The first of the numbers, or the value that the specification gives an absent field. */
  number(tag: number, absent: number): number;
  /** Bytes of a field without a type (7) or of bytes; null where it is absent. */
  bytes(tag: number): Uint8Array | null;
}

export interface TiffDirectories {
  readonly littleEndian: boolean;
  readonly directories: readonly TiffDirectory[];
}

interface Field {
  readonly type: number;
  readonly count: number;
  /** Where its values begin. */
  readonly position: number;
}

/** How wide the numbers of a file are: TIFF has 32-bit offsets, BigTIFF 64-bit ones. */
interface Layout {
  readonly countLength: 2 | 8;
  readonly offsetLength: 4 | 8;
}

const classic: Layout = { countLength: 2, offsetLength: 4 };
const big: Layout = { countLength: 8, offsetLength: 8 };
const layouts: Readonly<Record<number, Layout>> = { 42: classic, 43: big };

/** Bytes a value, by field type. */
const typeLengths: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 },
  ...{ 13: 4, 16: 8, 17: 8, 18: 8 },
};
const unsignedTypes = [1, 3, 4, 13, 16, 18];
const byteTypes = [1, 7];
/** Far beyond the hundred or so tags there are. */
const mostFields = 4096;
/** A tile of the smallest size each for the largest image that is opened. */
const mostValues = 2 ** 20;

/** How often each byte may be read on average; a field is looked at a few times. */
const timesRead = 8;

/** True for bytes that begin as a TIFF or BigTIFF file of either byte order does. */
export function isTiff(bytes: Uint8Array): boolean {
  const [first, second, third, fourth] = bytes;
  if (first === 0x49 && second === 0x49) return (third === 42 || third === 43) && fourth === 0;
  return first === 0x4d && second === 0x4d && third === 0 && (fourth === 42 || fourth === 43);
}

/**
 * Reads the chain of directories up to a number of them; what lies beyond is not looked at.
 *
 * @throws AppError `truncated-file`, `malformed-file`; `too-many-frames` where the chain is longer than `most`.
 * The directories returned throw the first two; `malformed-file` stands for overlaps, too.
 */
export function readTiffDirectories(bytes: Uint8Array, most: number): TiffDirectories {
  const source = new TiffSource(bytes);
  const visited = new Set<number>();
  const directories: TiffDirectory[] = [];
  for (let position = source.first; position !== 0;) {
    if (visited.has(position)) throw new AppError('malformed-file', 'The pages of the TIFF go in circles.');
    if (visited.size === most) throw new AppError('too-many-frames', `The TIFF has more than ${most} pages.`);
    visited.add(position);
    const { fields, next } = source.readFields(position);
    directories.push(directoryOf(source, fields));
    position = next;
  }
  return { littleEndian: source.littleEndian, directories };
}

class TiffSource {
  readonly littleEndian: boolean;
  readonly first: number;
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #layout: Layout;
  #budget: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#budget = timesRead * bytes.length;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.littleEndian = bytes[0] === 0x49;
    const layout = isTiff(bytes) ? layouts[this.unsigned(2, 2)] : undefined;
    if (!layout) throw new AppError('malformed-file', 'The TIFF header is damaged.');
    this.#layout = layout;
    this.first = this.unsigned(layout.offsetLength, layout.offsetLength);
  }

  unsigned(position: number, length: number): number {
    if (position + length > this.bytes.length) throw truncated();
    if (length === 1) return this.#view.getUint8(position);
    if (length === 2) return this.#view.getUint16(position, this.littleEndian);
    if (length === 4) return this.#view.getUint32(position, this.littleEndian);
    return Number(this.#view.getBigUint64(position, this.littleEndian));
  }

  /** Directories and fields that overlap would hold far more than the file does. */
  spend(length: number): void {
    this.#budget -= length;
    if (this.#budget < 0) throw new AppError('malformed-file', 'The directories of the TIFF overlap.');
  }

  readFields(start: number): { readonly fields: Map<number, Field>; readonly next: number } {
    const { countLength, offsetLength } = this.#layout;
    const count = this.unsigned(start, countLength);
    if (count > mostFields) throw new AppError('malformed-file', 'A TIFF directory is damaged.');
    const fields = new Map<number, Field>();
    const fieldLength = 4 + 2 * offsetLength;
    const end = start + countLength + count * fieldLength;
    this.spend(count * fieldLength);
    for (let at = start + countLength; at < end; at += fieldLength)
      fields.set(this.unsigned(at, 2), this.#readField(at));
    return { fields, next: this.unsigned(end, offsetLength) };
  }

  /** A value that fits stands in place of its offset. */
  #readField(at: number): Field {
    const { offsetLength } = this.#layout;
    const type = this.unsigned(at + 2, 2);
    const count = this.unsigned(at + 4, offsetLength);
    const place = at + 4 + offsetLength;
    const fits = count * (typeLengths[type] ?? 1) <= offsetLength;
    return { type, count, position: fits ? place : this.unsigned(place, offsetLength) };
  }
}

function directoryOf(source: TiffSource, fields: ReadonlyMap<number, Field>): TiffDirectory {
  const numbers = (tag: number): readonly number[] => {
    const field = fields.get(tag);
    if (!field || !unsignedTypes.includes(field.type)) return [];
    const { count, position, type } = field;
    if (count > mostValues) throw new AppError('malformed-file', 'A TIFF field has too many values.');
    const length = typeLengths[type]!;
    if (position + count * length > source.bytes.length) throw truncated();
    source.spend(count * length);
    return Array.from({ length: count }, (_, i) => source.unsigned(position + i * length, length));
  };
  return {
    numbers,
    number: (tag, absent) => numbers(tag)[0] ?? absent,
    bytes(tag) {
      const field = fields.get(tag);
      if (!field || !byteTypes.includes(field.type)) return null;
      if (field.position + field.count > source.bytes.length) throw truncated();
      return source.bytes.subarray(field.position, field.position + field.count);
    },
  };
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The TIFF ends before its image does.');
}
