import { toErrorReport, type ErrorReport } from '#common/errors';
import type { InputSpec } from '#common/imaging/input-spec';
import type { ModelInput } from '#common/imaging/preprocess';
import { mapInOrder } from '#node/survey/map-in-order';
import { ThreadTeam } from '../threads/thread-team.ts';
import type { InputRequest } from './input-worker.ts';

/** One frame of a file. */
export interface FilmFrame {
  readonly path: string;
  /** Counted from 0; the first when left out. */
  readonly frame?: number;
}

/** What a file gives by the product's own decoder and preprocessing. */
export type ReadInput<Film> = { readonly film: Film } & (
  { readonly modelInput: ModelInput } | { readonly error: ErrorReport }
);

/** Reads films in their order, `threads` at a time; one that cannot be read is an error in its place. */
export async function* readInputs<Film extends FilmFrame>(
  films: readonly Film[],
  input: InputSpec,
  threads = 2,
): AsyncGenerator<ReadInput<Film>> {
  const team = new ThreadTeam<InputRequest, ModelInput>(
    new URL('./input-worker.ts', import.meta.url),
    threads,
  );
  const read = async (film: Film): Promise<ReadInput<Film>> => {
    try {
      const { path, frame = 0 } = film;
      return { film, modelInput: await team.ask({ path, frame, input }) };
    } catch (thrown) {
      return { film, error: toErrorReport(thrown) };
    }
  };
  try {
    yield* mapInOrder(films, 2 * threads, read);
  } finally {
    await team.close();
  }
}
