import type { ErrorReport } from '#common/errors';
import type { InputSpec } from '#common/imaging/input-spec';
import type { Letterbox } from '#common/imaging/letterbox';
import { runWithVector, type NetworkOutput } from '#node/inference/network';
import { openSession } from '#node/inference/onnx-session';
import { networkInterface } from '../models/fracture-classifier.ts';
import { exposeFeatures, pooledFeatures } from '../scope/distance-graph.ts';
import { readInputs, type FilmFrame } from '../inputs/read-inputs.ts';

/** What a network says of one film, kept while its card is made. */
export interface RecordedFilm<Film> extends NetworkOutput {
  readonly film: Film;
  readonly letterbox: Letterbox;
  /** The last feature map averaged over the input. */
  readonly features: Float32Array;
}

export interface Recording<Film> {
  /** In the order of the films. */
  readonly films: readonly RecordedFilm<Film>[];
  readonly unreadable: readonly { readonly film: Film; readonly error: ErrorReport }[];
}

/** Runs a classifier's network over films by the road of the product, one at a time. */
export async function recordFilms<Film extends FilmFrame>(
  onnx: Uint8Array,
  input: InputSpec,
  films: readonly Film[],
): Promise<Recording<Film>> {
  const session = await openSession(exposeFeatures(onnx), { provider: 'cpu' });
  const recorded: RecordedFilm<Film>[] = [];
  const unreadable: { film: Film; error: ErrorReport }[] = [];
  try {
    for await (const read of readInputs(films, input)) {
      if ('error' in read) {
        unreadable.push(read);
        continue;
      }
      const { film, modelInput } = read;
      const network = { onnx: networkInterface, input };
      const { pixels, letterbox } = modelInput;
      const { vector, ...output } = await runWithVector(session, network, pooledFeatures, pixels);
      recorded.push({ film, letterbox, ...output, features: vector });
    }
  } finally {
    await session.release();
  }
  return { films: recorded, unreadable };
}
