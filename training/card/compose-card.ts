import type { InputSpec } from '#common/imaging/input-spec';
import { readModelCard, type ModelCard } from '#common/model/model-card';
import { sha256 } from '#node/inference/model-store';
import type { FracAtlas } from '../dataset/fracatlas.ts';
import type { Split } from '../dataset/split.ts';
import { networkInterface } from '../models/fracture-classifier.ts';
import { opset } from '../onnx/graph.ts';
import type { Judgement } from './judge.ts';
import { statements } from './statements.ts';

/** What a card needs beyond the judgement of the exported network and the fixed statements. */
export interface Provenance extends Omit<ModelCard['provenance'], 'createdAt'> {
  readonly version: string;
  readonly onnxFile: string;
  readonly onnx: Uint8Array;
  readonly input: InputSpec;
  readonly architecture: Pick<ModelCard['architecture'], 'head' | 'trained'>;
  /** Of this way of training; those that always hold are added. */
  readonly limitations: readonly string[];
  readonly weightsSha256: string;
  readonly dataset: FracAtlas;
  /** Written into the card; the only part of it that may differ between two equal runs. */
  readonly createdAt: Date;
}

/**
 * Puts the card together and checks it as the product will.
 *
 * @throws AppError `model-card-invalid`.
 */
export function composeCard(provenance: Provenance, judgement: Judgement): ModelCard {
  const { version, onnxFile, onnx, input, weightsSha256, dataset, createdAt } = provenance;
  const { command, seed, codeSha256, trials } = provenance;
  const { name, intendedUse, limitations, labels, data, pretrainedWeights, schemaVersion } = statements;
  return readModelCard({
    schemaVersion,
    name,
    version,
    intendedUse,
    limitations: [...provenance.limitations, ...limitations],
    onnx: { file: onnxFile, sha256: sha256(onnx), opset, ...networkInterface },
    input,
    labels,
    architecture: {
      backbone: 'MobileNetV2',
      widthMultiplier: 1,
      ...provenance.architecture,
      pretrainedWeights: { ...pretrainedWeights, sha256: weightsSha256 },
    },
    data: {
      ...data,
      manifestSha256: dataset.manifestSha256,
      train: countFilms(dataset, 'train'),
      validation: countFilms(dataset, 'validation'),
      test: countFilms(dataset, 'test'),
    },
    ...judgement,
    provenance: { command, seed, codeSha256, createdAt: createdAt.toISOString(), trials },
  });
}

function countFilms({ radiographs }: FracAtlas, split: Split): ModelCard['data']['train'] {
  const films = radiographs.filter((film) => film.split === split);
  return { images: films.length, fractured: films.filter(({ fractured }) => fractured).length };
}
