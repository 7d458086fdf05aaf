import type { InputSpec } from '#common/imaging/input-spec';
import type { ModelCard } from '#common/model/model-card';
import type { Contender, Trained } from '../fine-tuning/best-epoch.ts';
import type { EpochRecord } from '../fine-tuning/checkpoint.ts';
import { forwardOptionsOf, inputSpecOf, type TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { trainedLogits } from '../fine-tuning/parity.ts';
import type { TrainingSets } from '../fine-tuning/sources.ts';
import { exportParameters, validate, type JudgedFilm } from '../fine-tuning/validate.ts';
import type { ParameterVector } from '../graph/parameters.ts';
import type { LabelledFilm } from '../dataset/labelled-film.ts';
import { readInputs } from '../inputs/read-inputs.ts';

/** Weights at an input size, with what validation says of them. */
export interface TriedNetwork {
  readonly name: string;
  readonly input: InputSpec;
  readonly onnx: Uint8Array;
  readonly validationAuroc: number;
}

/** The best of them, and what its export is held against. */
export interface ChosenNetwork extends TriedNetwork {
  readonly tried: readonly TriedNetwork[];
  readonly validation: readonly JudgedFilm[];
  /** Of the first validation films, from the training graph. */
  readonly trainedLogits: readonly number[];
}

interface Choice {
  readonly configuration: TrainingConfiguration;
  readonly vector: ParameterVector;
  readonly trained: Trained;
  readonly sets: Pick<TrainingSets, 'validation'>;
  readonly sizes: readonly number[];
  readonly onProgress: (line: string) => void;
}

/** A network trained on films resized at random may rank best at another input size than it was trained at. */
export async function chooseNetwork(choice: Choice): Promise<ChosenNetwork> {
  const { configuration, vector, trained, sets, onProgress } = choice;
  const sizes = choice.sizes.length > 0 ? choice.sizes : [trained.size];
  const tried: (TriedNetwork & Pick<Contender, 'packed'>)[] = [];
  let best: { readonly index: number; readonly validation: readonly JudgedFilm[] } | null = null;
  for (const size of sizes) {
    const input = inputSpecOf(configuration, size);
    const validation = await loadInputs(sets.validation, input);
    for (const { name, packed } of trained.contenders) {
      const onnx = exportParameters(vector, packed, input, configuration);
      const validationAuroc = await validate(onnx, validation, input);
      tried.push({ name, packed, input, onnx, validationAuroc });
      onProgress(`Validation AUROC ${validationAuroc.toFixed(4)}: ${name} at ${size}x${size}`);
      if (best === null || validationAuroc > tried[best.index]!.validationAuroc)
        best = { index: tried.length - 1, validation };
    }
  }
  const { index, validation } = best!;
  const { packed, ...chosen } = tried[index]!;
  const options = forwardOptionsOf(configuration, chosen.input.rows);
  return {
    ...chosen,
    tried,
    validation,
    trainedLogits: await trainedLogits(vector, packed, options, validation),
  };
}

/** Every epoch and every network tried, for the card. */
export function describeTrials(
  history: readonly EpochRecord[],
  tried: readonly TriedNetwork[],
): ModelCard['provenance']['trials'] {
  return [
    ...history.map(({ epoch, size, validationAuroc }) => ({
      configuration: `epoch ${epoch} at ${size}x${size}, averaged weights`,
      validationAuroc,
    })),
    ...tried.map(({ name, input: { rows, columns }, validationAuroc }) => ({
      configuration: `${name}, judged at ${rows}x${columns}`,
      validationAuroc,
    })),
  ];
}

/** @throws AppError of the file that cannot be read: a validation film left out would change every threshold. */
async function loadInputs(films: readonly LabelledFilm[], input: InputSpec): Promise<readonly JudgedFilm[]> {
  const judged: JudgedFilm[] = [];
  for await (const read of readInputs(films, input)) {
    if ('error' in read) throw new RangeError(`${read.film.file}: ${read.error.message}`);
    judged.push({ pixels: read.modelInput.pixels, fractured: read.film.fractured });
  }
  return judged;
}
