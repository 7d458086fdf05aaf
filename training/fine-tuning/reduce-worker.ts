import { answerRequests } from '../threads/answer-requests.ts';
import { reduceFilm } from './reduce-film.ts';

/** A film to be reduced to a long side of so many pixels. */
export interface ReduceRequest {
  readonly path: string;
  readonly side: number;
}

answerRequests(
  ({ path, side }: ReduceRequest) => reduceFilm(path, side),
  ({ pixels }) => [pixels.buffer],
);
