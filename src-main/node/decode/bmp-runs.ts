import { AppError } from '#common/errors';
import type { BmpHeader } from './bmp-header.ts';

const endOfLine = 0;
const endOfBitmap = 1;
const delta = 2;

/**
 * Expands BI_RLE8 or BI_RLE4 to one index a pixel, in the file's order of lines; pixels that runs leave out have
 * index 0.
 *
 * @throws AppError `truncated-file` where the data ends before the bitmap, `codec-failed` where a run leaves its
 * line.
 */
export function expandRuns(runs: Uint8Array, { rows, columns, compression }: BmpHeader): Uint8Array {
  const indices = new Uint8Array(rows * columns);
  const isNarrow = compression === 'rle4';
  let [row, column] = [0, 0];
  const put = (index: number): void => {
    if (row >= rows || column >= columns) throw new AppError('codec-failed', 'The BMP is damaged.');
    indices[row * columns + column++] = index;
  };
  /** Four bits a pixel: the high half of a byte is the first. */
  const half = (byte: number, i: number): number => (i & 1 ? byte & 15 : byte >> 4);
  for (let position = 0; position + 1 < runs.length;) {
    const [count, value] = [runs[position]!, runs[position + 1]!];
    position += 2;
    if (count > 0) for (let i = 0; i < count; i++) put(isNarrow ? half(value, i) : value);
    else if (value === endOfBitmap) return indices;
    else if (value === endOfLine) [row, column] = [row + 1, 0];
    else if (value === delta) {
      column += runs[position] ?? 0;
      row += runs[position + 1] ?? 0;
      position += 2;
    } else {
      const length = isNarrow ? (value + 1) >> 1 : value;
      if (position + length > runs.length) break;
      for (let i = 0; i < value; i++)
        put(isNarrow ? half(runs[position + (i >> 1)]!, i) : runs[position + i]!);
      // Pixels as they are take a whole number of two bytes.
      position += length + (length & 1);
    }
  }
  throw new AppError('truncated-file', 'The BMP ends before its image does.');
}
