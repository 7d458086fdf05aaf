import { sha256 } from '#node/inference/model-store';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Radiograph } from '../dataset/fracatlas.ts';
import type { MobileNetV2Weights } from '../models/mobilenet-v2.ts';
import { extractFeatures, type PooledFeatures, type View } from './extract-features.ts';

export interface FeatureStore {
  /** Pooled features of the films, in their order. */
  pool(radiographs: readonly Radiograph[], view: View): Promise<readonly PooledFeatures[]>;
}

export interface FeatureStoreOptions {
  readonly weights: MobileNetV2Weights;
  readonly weightsSha256: string;
  readonly folder: string;
  /** Told how many films of how many are done. */
  readonly onProgress: (view: View, done: number, total: number) => void;
}

const probes = 3;

/**
 * Keeps extracted features in a folder, because a search reads the same films many times. What is kept is
 * used only if a few films computed anew still give the same bits: decoding, preprocessing, runtime and
 * machine have not changed since.
 */
export function createFeatureStore(options: FeatureStoreOptions): FeatureStore {
  return {
    async pool(radiographs, view) {
      const files = radiographs.map(({ file }) => file);
      const key = sha256(JSON.stringify([options.weightsSha256, view, files]));
      const path = join(options.folder, `${key}.f32`);
      const kept = await readKept(path, radiographs, view, options.weights);
      if (kept !== null) return kept;
      const pooled: PooledFeatures[] = [];
      for await (const features of extractFeatures(radiographs, options.weights, view)) {
        pooled.push(features);
        options.onProgress(view, pooled.length, radiographs.length);
      }
      await keep(path, pooled);
      return pooled;
    },
  };
}

async function readKept(
  path: string,
  radiographs: readonly Radiograph[],
  view: View,
  weights: MobileNetV2Weights,
): Promise<readonly PooledFeatures[] | null> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null) return null;
  const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  const width = all.length / radiographs.length;
  const valuesOf = (index: number): Float32Array => all.slice(index * width, (index + 1) * width);
  const indices = Array.from({ length: probes }, (_, i) =>
    Math.floor((i * (radiographs.length - 1)) / (probes - 1)),
  );
  const fresh: PooledFeatures[] = [];
  for await (const features of extractFeatures(
    indices.map((index) => radiographs[index]!),
    weights,
    view,
  ))
    fresh.push(features);
  const unchanged = indices.every((index, i) => sameBits(fresh[i]!.values, valuesOf(index)));
  if (!unchanged) return null;
  const { channels } = fresh[0]!;
  return radiographs.map((_, index) => ({ channels, values: valuesOf(index) }));
}

function sameBits(left: Float32Array, right: Float32Array): boolean {
  return left.length === right.length && left.every((value, i) => Object.is(value, right[i]));
}

/** Written beside and then renamed, so that a run killed half way leaves nothing that looks whole. */
async function keep(path: string, pooled: readonly PooledFeatures[]): Promise<void> {
  await mkdir(join(path, '..'), { recursive: true });
  const unfinished = `${path}.part`;
  await writeFile(unfinished, Buffer.concat(pooled.map(({ values }) => Buffer.from(values.buffer))));
  await rename(unfinished, path);
}
