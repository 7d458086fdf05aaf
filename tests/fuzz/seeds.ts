import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { FuzzSeed } from './fuzz.ts';

/** Larger files say nothing that smaller ones do not, only more slowly. */
const largestSeed = 2 ** 20;

/** Every file of a folder, however deep, in the order of their names, but the largest. */
export async function readSeeds(folder: string): Promise<readonly FuzzSeed[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  const seeds: FuzzSeed[] = [];
  for (const path of paths.toSorted()) {
    if ((await stat(path)).size > largestSeed) continue;
    seeds.push({ name: relative(folder, path), bytes: await readFile(path) });
  }
  return seeds;
}
