import type { InputSpec } from '#common/imaging/input-spec';
import { readModelCard, type ModelCard } from '#common/model/model-card';
import { sha256 } from '#node/inference/model-store';
import type { LabelledFilm } from '../dataset/labelled-film.ts';
import type { TrainingConfiguration } from '../fine-tuning/configuration.ts';
import type { TrainingSets } from '../fine-tuning/sources.ts';
import { opset } from '../onnx/graph.ts';
import { gatedInterface } from '../scope/distance-graph.ts';
import type { Judgement } from './judge.ts';
import type { PrecisionChoice } from './precision-trials.ts';
import { dataStatements, statements } from './statements.ts';

/** What was measured of the exported network, beside its judgement. */
export type Measured = Pick<ModelCard, 'scopeDistance' | 'reference' | 'sameFilm'> & {
  readonly elsewhere: ModelCard['elsewhere'];
};

/** Where the network comes from. */
export interface Origin extends Omit<ModelCard['provenance'], 'createdAt' | 'seed'> {
  readonly configuration: TrainingConfiguration;
  readonly sets: TrainingSets;
  readonly input: InputSpec;
  readonly onnxFile: string;
  readonly chosen: PrecisionChoice;
  readonly weightsSha256: string;
  readonly parent: ModelCard['parent'];
  /** Written into the card; the only part of it that may differ between two equal runs. */
  readonly createdAt: Date;
}

/**
 * Puts the card together and checks it as the product will.
 *
 * @throws AppError `model-card-invalid`.
 */
export function composeCard(origin: Origin, judgement: Judgement, measured: Measured): ModelCard {
  const { configuration, sets, input, onnxFile, chosen, parent, createdAt } = origin;
  const { command, codeSha256, trials } = origin;
  const { pretrainedWeights, limitations, ...fixed } = statements;
  const [first, ...others] = configuration.sources;
  const described = dataStatements[first.kind];
  return readModelCard({
    ...fixed,
    version: configuration.version,
    limitations: [...limitations, ...described.limitations],
    parent,
    onnx: {
      file: onnxFile,
      sha256: sha256(chosen.onnx),
      opset,
      ...gatedInterface,
      precision: chosen.precision,
      precisionTrials: chosen.trials,
    },
    input,
    architecture: {
      ...describeArchitecture(configuration),
      pretrainedWeights: { ...pretrainedWeights, sha256: origin.weightsSha256 },
    },
    data: {
      ...described.data,
      manifestSha256: sets.labelsSha256[0],
      train: count(sets.train.filter(({ source }) => source === first.kind)),
      validation: count(sets.validation),
      test: count(sets.test),
      alsoTrainedOn: others.map(({ kind }) => {
        const { name, licence } = dataStatements[kind].data;
        const films = sets.train.filter(({ source }) => source === kind);
        return {
          name,
          licence,
          ...count(films),
          selection: 'train split, without radiographs that are judged on',
        };
      }),
    },
    ...judgement,
    ...measured,
    provenance: {
      command,
      seed: configuration.seed,
      codeSha256,
      createdAt: createdAt.toISOString(),
      trials,
    },
  });
}

function describeArchitecture({ head, widthMultiplier, learningRates }: TrainingConfiguration) {
  if (head.kind !== 'pool-linear') throw new RangeError(`A ${head.kind} head has no map and cannot ship.`);
  const { pooling } = head;
  const pooled =
    pooling.method === 'mean' ? 'mean pooling' : `log-sum-exp pooling of sharpness ${pooling.sharpness}`;
  const { frozenConvolutions } = learningRates;
  const frozen = frozenConvolutions === 0 ? '' : ` but the first ${frozenConvolutions}`;
  const trained =
    frozenConvolutions === 'all'
      ? 'head alone; the backbone is frozen'
      : `head and all convolutions${frozen}; batch-norm folded, boxes supervise the map`;
  return { backbone: 'MobileNetV2', widthMultiplier, head: `linear map on stride32, ${pooled}`, trained };
}

function count(films: readonly LabelledFilm[]): ModelCard['data']['train'] {
  return { images: films.length, fractured: films.filter(({ fractured }) => fractured).length };
}
