import { AppError, toErrorReport } from '#common/errors';
import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { decodeFrame } from '#node/decode/decode-frame';
import { openSession } from '#node/inference/onnx-session';
import { readFile } from 'node:fs/promises';
import { mostUnreadable } from '../dataset/labelled-film.ts';
import { unpackParameters, type ParameterVector } from '../graph/parameters.ts';
import { auroc } from '../metrics/ranking.ts';
import { encodeClassifier } from '../models/encode-classifier.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import type { ForwardOptions, FrozenParameters } from './step-graph.ts';

/** A film as the product's preprocessing gives it to the network. */
export interface JudgedFilm {
  readonly pixels: Float32Array;
  readonly fractured: boolean;
}

/**
 * Reads films through the product's own decoder and preprocessing. Those that cannot be read are told and left out.
 *
 * @throws AppError `malformed-file` when more than one film in twenty cannot be read.
 */
export async function loadJudgedFilms(
  films: readonly { readonly path: string; readonly fractured: boolean }[],
  input: InputSpec,
  onUnreadable: (line: string) => void = (line) => console.error(line),
): Promise<readonly JudgedFilm[]> {
  const judged: JudgedFilm[] = [];
  for (const { path, fractured } of films) {
    try {
      const frame = await decodeFrame(await readFile(path), 0);
      judged.push({ pixels: preprocess(frame, input).pixels, fractured });
    } catch (thrown) {
      onUnreadable(`Left out: ${path} (${toErrorReport(thrown).message})`);
    }
  }
  const missing = films.length - judged.length;
  if (missing > mostUnreadable * films.length)
    throw new AppError('malformed-file', `${missing} of ${films.length} films to judge by cannot be read.`);
  return judged;
}

/** The classifier of packed parameters, and of those that were frozen, as the ONNX file that the product runs. */
export function exportParameters(
  vector: ParameterVector,
  packed: Float32Array,
  input: InputSpec,
  { head, widthMultiplier = 1 }: Pick<ForwardOptions, 'head' | 'widthMultiplier'>,
  frozen: FrozenParameters = new Map(),
): Uint8Array {
  const parameters = new Map([...frozen, ...unpackParameters(vector, packed)]);
  return encodeClassifier(parameters, head, input, widthMultiplier);
}

/**
 * The area under the ROC curve of an exported classifier, one film at a time as in the product.
 *
 * @throws RangeError when it answers with a logit that is not a finite number.
 */
export async function validate(
  onnx: Uint8Array,
  films: readonly JudgedFilm[],
  { rows, columns }: Pick<InputSpec, 'rows' | 'columns'>,
): Promise<number> {
  const { inputs, outputs } = networkInterface;
  const session = await openSession(onnx, { provider: 'cpu' });
  const scored: { readonly positive: boolean; readonly score: number }[] = [];
  for (const { pixels, fractured } of films) {
    const answer = await session.run({ [inputs.pixels]: { values: pixels, dims: [1, 1, rows, columns] } });
    const score = answer[outputs.logit]?.values[0] ?? NaN;
    if (!Number.isFinite(score)) throw new RangeError(`A validation film has the logit ${score}.`);
    scored.push({ positive: fractured, score });
  }
  await session.release();
  return auroc(scored);
}
