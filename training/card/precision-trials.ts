import type { InputSpec } from '#common/imaging/input-spec';
import type { ModelCard, Precision } from '#common/model/model-card';
import type { JudgedFilm } from '../fine-tuning/validate.ts';
import { validate } from '../fine-tuning/validate.ts';
import { storeWeights } from '../onnx/precision.ts';
import { largestDifference } from '../fine-tuning/parity.ts';

type Trial = ModelCard['onnx']['precisionTrials'][number];

/** The file to ship, and what every way of storing it came to. */
export interface PrecisionChoice {
  readonly onnx: Uint8Array;
  readonly precision: Precision;
  readonly trials: readonly Trial[];
}

/** How far the exported logits may lie from those of the training graph. */
export const parityTolerance = 1e-4;

/** From the smallest file to the one that is exact but for rounding. */
const bySize: readonly Precision[] = ['int8', 'float16', 'float32'];

/**
 * Tries each way of storing the weights and takes the smallest file that still computes what was trained.
 *
 * @param trainedLogits of the first films, from the training graph.
 * @throws RangeError when not even 32 bits do: the export is wrong then.
 */
export async function choosePrecision(
  network: Uint8Array,
  input: InputSpec,
  validation: readonly JudgedFilm[],
  trainedLogits: readonly number[],
): Promise<PrecisionChoice> {
  const films = validation.slice(0, trainedLogits.length);
  const tried = [];
  for (const precision of bySize) {
    const onnx = storeWeights(network, precision);
    const largestLogitDifference = await largestDifference({ onnx, input }, films, trainedLogits);
    const validationAuroc = await validate(onnx, validation, input);
    const holds = largestLogitDifference <= parityTolerance;
    tried.push({ onnx, precision, largestLogitDifference, validationAuroc, holds });
  }
  const chosen = tried.find(({ holds }) => holds);
  if (chosen === undefined)
    throw new RangeError(
      `The export strays by ${tried.at(-1)!.largestLogitDifference} from what was trained.`,
    );
  return {
    onnx: chosen.onnx,
    precision: chosen.precision,
    trials: tried.map(({ onnx, holds, ...trial }) => ({
      ...trial,
      bytes: onnx.length,
      films: films.length,
      shipped: trial.precision === chosen.precision,
      reason: reasonOf(holds, trial.precision === chosen.precision, trial.largestLogitDifference),
    })),
  };
}

function reasonOf(holds: boolean, shipped: boolean, difference: number): string {
  if (shipped) return 'the smallest file that computes what was trained';
  const bound = `${parityTolerance.toExponential(0)} of a logit`;
  return holds ? 'larger than need be' : `strays by ${difference.toExponential(1)}, more than ${bound}`;
}
