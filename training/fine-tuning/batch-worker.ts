import { answerRequests, sharedByTeam } from '../threads/answer-requests.ts';
import { makeBatch, type Batch, type BatchSpec } from './batch.ts';
import type { ReducedFilms } from './film-cache.ts';

/** What the loader asks of a thread. */
export interface BatchRequest {
  readonly spec: BatchSpec;
  readonly index: number;
}

const films = sharedByTeam<ReducedFilms>();

answerRequests(
  ({ spec, index }: BatchRequest): Batch => makeBatch(films, spec, index),
  (batch) => Object.values(batch).map(({ buffer }: Float32Array) => buffer),
);
