import { parentPort, workerData } from 'node:worker_threads';
import { makeBatch, type Batch, type BatchSpec } from './batch.ts';
import type { ReducedFilms } from './film-cache.ts';

/** What the loader asks of the worker. */
export interface BatchRequest {
  readonly spec: BatchSpec;
  readonly index: number;
}

const films = workerData as ReducedFilms;

parentPort!.on('message', ({ spec, index }: BatchRequest) => {
  const batch: Batch = makeBatch(films, spec, index);
  const buffers = Object.values(batch).map(({ buffer }: Float32Array) => buffer as ArrayBuffer);
  parentPort!.postMessage(batch, buffers);
});
