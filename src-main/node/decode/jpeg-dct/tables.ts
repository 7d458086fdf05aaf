import { AppError } from '#common/errors';
import { makeHuffmanTable, type HuffmanTable } from './huffman-table.ts';

/** The tables that later scans may use, by number 0 to 3; a later segment may replace each. */
export interface Tables {
  /** 64 values in natural order. */
  readonly quantisation: (Int32Array | undefined)[];
  readonly dc: (HuffmanTable | undefined)[];
  readonly ac: (HuffmanTable | undefined)[];
}

/** The place in a block, row by row, of each coefficient in zigzag order (ITU-T T.81 figure A.6). */
export const naturalOrder = Uint8Array.of(
  ...[0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48],
  ...[41, 34, 27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23],
  ...[30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63],
);

/** Four of each kind; more in a segment would only replace each other. */
const mostTables = 8;

/**
 * Reads a DQT segment (B.2.4.1).
 *
 * @throws AppError `malformed-file`.
 */
export function readQuantisationTables(payload: Uint8Array, { quantisation }: Tables): void {
  for (let position = 0; position < payload.length;) {
    const [wide, number] = [payload[position]! >> 4, payload[position]! & 15];
    const length = 64 * (wide + 1);
    if (wide > 1 || number > 3 || position + 1 + length > payload.length) throw damaged();
    const values = new Int32Array(64);
    for (let i = 0; i < 64; i++) {
      const at = position + 1 + i * (wide + 1);
      values[naturalOrder[i]!] = wide ? (payload[at]! << 8) | payload[at + 1]! : payload[at]!;
    }
    quantisation[number] = values;
    position += 1 + length;
  }
}

/**
 * Reads a DHT segment (B.2.4.2).
 *
 * @throws AppError `malformed-file`.
 */
export function readHuffmanTables(payload: Uint8Array, tables: Tables): void {
  let position = 0;
  for (let count = 0; position < payload.length; count++) {
    const [isAc, number] = [payload[position]! >> 4, payload[position]! & 15];
    const counts = payload.subarray(position + 1, position + 17);
    const total = counts.reduce((sum, count) => sum + count, 0);
    const end = position + 17 + total;
    if (count === mostTables || isAc > 1 || number > 3 || total > 256 || end > payload.length)
      throw damaged();
    const table = makeHuffmanTable(counts, payload.subarray(position + 17, end));
    (isAc ? tables.ac : tables.dc)[number] = table;
    position = end;
  }
}

function damaged(): AppError {
  return new AppError('malformed-file', 'A JPEG table is damaged.');
}
