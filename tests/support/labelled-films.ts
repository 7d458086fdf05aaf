import { encode } from 'fast-png';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Rows and columns that the tiny model takes without resampling. */
const [rows, columns] = [64, 96];

/**
 * Writes a PNG film whose leftmost `bright` share is white and the rest black, into the folder of its label. The
 * tiny model of gain g gives it the logit `g * (2 * bright - 1)`.
 *
 * @returns its path.
 */
export async function writeLabelledFilm(
  folder: string,
  { name, fractured, bright }: { name: string; fractured: boolean; bright: number },
): Promise<string> {
  const place = join(folder, fractured ? 'fractured' : 'not fractured');
  const data = Uint8Array.from({ length: rows * columns }, (_, i) =>
    i % columns < bright * columns ? 255 : 0,
  );
  await mkdir(place, { recursive: true });
  const path = join(place, name);
  await writeFile(path, encode({ width: columns, height: rows, data, channels: 1, depth: 8 }));
  return path;
}
