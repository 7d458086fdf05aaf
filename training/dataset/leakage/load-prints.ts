import { mapInOrder } from '#node/survey/map-in-order';
import { appendFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ThreadTeam } from '../../threads/thread-team.ts';
import type { FilmPrint } from './film-print.ts';

export interface PrintOptions {
  /** A file that keeps prints between runs; what is missing in it is appended. */
  readonly keptIn: string;
  readonly threads: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * The print of each file that can be read, by path. Prints are kept by path, size and time of the file, as
 * decoding thousands of films takes minutes.
 */
export async function loadPrints(
  paths: Iterable<string>,
  { keptIn, threads, onProgress }: PrintOptions,
): Promise<ReadonlyMap<string, FilmPrint>> {
  const kept = await readKept(keptIn);
  const prints = new Map<string, FilmPrint>();
  const missing: Stamped[] = [];
  for (const path of new Set(paths)) {
    const stamp = await stampOf(path);
    const print = kept.get(stamp);
    if (print === undefined) missing.push({ path, stamp });
    else prints.set(path, print);
  }
  if (missing.length === 0) return prints;
  await mkdir(dirname(keptIn), { recursive: true });
  let done = 0;
  for await (const { path, stamp, print } of takePrints(missing, threads)) {
    onProgress?.(++done, missing.length);
    if (print === null) continue;
    prints.set(path, print);
    await appendFile(keptIn, toLine(stamp, print));
  }
  return prints;
}

interface Stamped {
  readonly path: string;
  readonly stamp: string;
}

async function* takePrints(
  missing: readonly Stamped[],
  threads: number,
): AsyncGenerator<Stamped & { readonly print: FilmPrint | null }> {
  const entry = new URL('./print-worker.ts', import.meta.url);
  const team = new ThreadTeam<string, FilmPrint>(entry, Math.min(threads, missing.length));
  try {
    yield* mapInOrder(missing, 2 * threads, async ({ path, stamp }) => ({
      path,
      stamp,
      // Training names what cannot be read; without pixels there is nothing to compare.
      print: await team.ask(path).catch(() => null),
    }));
  } finally {
    await team.close();
  }
}

async function stampOf(path: string): Promise<string> {
  const stats = await stat(path).catch(() => null);
  return JSON.stringify([resolve(path), stats?.size, stats?.mtimeMs]);
}

function toLine(stamp: string, { pixels, ...rest }: FilmPrint): string {
  return `${JSON.stringify({ stamp, ...rest, pixels: Buffer.from(pixels).toString('base64') })}\n`;
}

async function readKept(file: string): Promise<ReadonlyMap<string, FilmPrint>> {
  const kept = new Map<string, FilmPrint>();
  const text = await readFile(file, 'utf8').catch(() => '');
  for (const line of text.split('\n')) {
    const print = readLine(line);
    if (print !== null) kept.set(print.stamp, print);
  }
  return kept;
}

/** Null for a line that was cut off when its run was ended. */
function readLine(line: string): (FilmPrint & { readonly stamp: string }) | null {
  try {
    const { pixels, ...rest } = JSON.parse(line) as FilmPrint & { stamp: string; pixels: string };
    return { ...rest, pixels: new Uint8Array(Buffer.from(pixels, 'base64')) };
  } catch {
    return null;
  }
}
