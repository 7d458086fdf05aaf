/** A field of a TIFF directory: unsigned integers, or bytes without a type. */
export type TiffField = readonly [tag: number, values: readonly number[] | Uint8Array];

/** A page: its fields, and the strips or tiles that they stand for. */
export interface TiffPageBytes {
  readonly fields: readonly TiffField[];
  readonly chunks: readonly Uint8Array[];
  /** True for the fields of tiles instead of strips. */
  readonly tiled?: boolean;
}

export interface TiffByteOptions {
  readonly littleEndian?: boolean;
  /** 64-bit offsets. */
  readonly big?: boolean;
}

/** Fields of a grey picture of one strip, which others may replace. */
export function greyFields(columns: number, rows: number, bitsPerSample: number): TiffField[] {
  return [
    [256, [columns]],
    [257, [rows]],
    [258, [bitsPerSample]],
    [259, [1]],
    [262, [1]],
    [277, [1]],
    [278, [rows]],
  ];
}

/** Writes a TIFF: all chunks, then the values too long for their fields, then the directories. */
export function tiffOf(
  pages: readonly TiffPageBytes[],
  { littleEndian = true, big = false }: TiffByteOptions = {},
): Buffer {
  const wide = big ? 8 : 4;
  const number = (value: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length);
    if (length === 8) bytes[littleEndian ? 'writeBigUInt64LE' : 'writeBigUInt64BE'](BigInt(value));
    else bytes[littleEndian ? 'writeUIntLE' : 'writeUIntBE'](value, 0, length);
    return bytes;
  };
  const order = Buffer.from(littleEndian ? 'II' : 'MM');
  const parts: Buffer[] = [order, ...(big ? [number(43, 2), number(8, 2), number(0, 2)] : [number(42, 2)])];
  const headerIndex = parts.push(number(0, wide)) - 1;
  let length = Buffer.concat(parts).length;
  const append = (bytes: Uint8Array): number => {
    parts.push(Buffer.from(bytes));
    length += bytes.length;
    return length - bytes.length;
  };
  let link = { part: headerIndex, at: 0 };
  for (const { fields, chunks, tiled } of pages) {
    const offsets = chunks.map(append);
    const stored: TiffField[] = [
      [tiled ? 324 : 273, offsets],
      [tiled ? 325 : 279, chunks.map((chunk) => chunk.length)],
    ];
    const all = new Map([...stored, ...fields]);
    const entries = [...all]
      .sort(([a], [b]) => a - b)
      .map(([tag, values]) => {
        const isBytes = values instanceof Uint8Array;
        const packed = isBytes ? Buffer.from(values) : Buffer.concat(values.map((value) => number(value, 4)));
        const place = packed.length <= wide ? Buffer.concat([packed], wide) : number(append(packed), wide);
        return Buffer.concat([
          number(tag, 2),
          number(isBytes ? 7 : 4, 2),
          number(values.length, wide),
          place,
        ]);
      });
    const directory = Buffer.concat([number(entries.length, big ? 8 : 2), ...entries, number(0, wide)]);
    const start = append(directory);
    number(start, wide).copy(parts[link.part]!, link.at);
    link = { part: parts.length - 1, at: directory.length - wide };
  }
  return Buffer.concat(parts);
}
