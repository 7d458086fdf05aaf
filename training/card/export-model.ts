import type { ModelCard } from '#common/model/model-card';
import { loadModel, sha256 } from '#node/inference/model-store';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { configurationNamed } from '../configurations/named.ts';
import { readMultiRegion } from '../dataset/multi-region.ts';
import { readTrained } from '../fine-tuning/best-epoch.ts';
import { parameterSpecs, type TrainingConfiguration } from '../fine-tuning/configuration.ts';
import { readTrainingSets, type TrainingSets } from '../fine-tuning/sources.ts';
import { imageNetFile } from '../fine-tuning/start-weights.ts';
import { layOut } from '../graph/parameters.ts';
import { resamples } from '../metrics/split-metrics.ts';
import { appendFeatureDistance } from '../scope/distance-graph.ts';
import { fitGate } from '../scope/fit-gate.ts';
import { readForeignImages } from '../scope/foreign-images.ts';
import { chooseNetwork, describeTrials, type ChosenNetwork } from './choose-network.ts';
import { hashCode } from './code-version.ts';
import { composeCard } from './compose-card.ts';
import { filmsElsewhere, judgeElsewhere } from './judge-elsewhere.ts';
import { judge } from './judge.ts';
import { measureReference } from './measure-reference.ts';
import { writeModelFolder } from './model-folder.ts';
import { choosePrecision } from './precision-trials.ts';
import { recordFilms, type Recording } from './record-films.ts';
import { readSameFilm } from './same-film.ts';

export interface ExportOptions {
  readonly run: string;
  /** Of the training, where its folder holds none. */
  readonly configuration: string;
  readonly data: string;
  /** Its `dicom` holds images that are no limb radiographs. */
  readonly foreign: string;
  /** The last of the training when empty. */
  readonly sizes: readonly number[];
  readonly out: string;
  readonly version?: string | undefined;
  /** Folder of the model that the training went on from. */
  readonly from?: string | undefined;
  /** Report of the probe of this name. */
  readonly sameFilm: string;
  /** The most training films that the scope gate is fitted to. */
  readonly gateFilms: number;
  readonly onProgress: (line: string) => void;
}

const onnxFile = 'fracture-classifier.onnx';

/**
 * Exports the best weights of a training with their cards: chosen, calibrated and given thresholds on validation
 * films, then judged once on the test films.
 *
 * @throws RangeError when the exported network does not compute what was trained.
 */
export async function exportModel(options: ExportOptions): Promise<ModelCard> {
  const { data, onProgress } = options;
  const configuration = await readConfiguration(options);
  const { seed, goals } = configuration;
  const vector = layOut(parameterSpecs(configuration));
  const trained = await readTrained(options.run, configuration.phases);
  const sets = await readTrainingSets(configuration, data);
  const network = await chooseNetwork({ ...options, configuration, vector, trained, sets });
  const films = await recordAll(network, sets, options);
  const gate = fitGate({ ...films, fittedOn: describeGateFilms(configuration, films.train.length) });
  onProgress('Scope gate fitted');
  const gated = appendFeatureDistance(network.onnx, gate.distance);
  const chosen = await choosePrecision(gated, network.input, network.validation, network.trainedLogits);
  const judgement = judge(films, { resamples, seed, goals });
  const { elsewhere, unreadable } = films;
  const parent = options.from === undefined ? null : (await loadModel(options.from)).card;
  const card = composeCard(
    {
      configuration,
      sets,
      input: network.input,
      onnxFile,
      chosen,
      weightsSha256: parent?.architecture.pretrainedWeights.sha256 ?? (await hashImageNet(options.foreign)),
      parent: parent && { name: parent.name, version: parent.version, sha256: parent.onnx.sha256 },
      trials: describeTrials(trained.history, network.tried),
      command: describeCommand(options),
      codeSha256: await hashCode('.'),
      createdAt: new Date(),
    },
    judgement,
    {
      elsewhere:
        elsewhere.length > 0 ? judgeElsewhere(elsewhere, judgement.calibration, { resamples, seed }) : null,
      scopeDistance: gate.card,
      sameFilm: await readSameFilm(options.sameFilm, sha256(chosen.onnx)),
      reference: await measureReference(chosen.onnx, network.input),
    },
  );
  if (unreadable > 0) onProgress(`${unreadable} files could not be read and count nowhere`);
  await writeModelFolder(options.out, card, chosen.onnx);
  return card;
}

/** The figures that decide, a line each. */
export function describeExport({ metrics, release, scopeDistance, onnx }: ModelCard): string {
  const { validation, test } = metrics;
  const { value, lower, upper } = test.auroc;
  return [
    `AUROC: validation ${validation.auroc.value.toFixed(4)}, test ${value.toFixed(4)} (${lower.toFixed(4)} to ${upper.toFixed(4)})`,
    `Release: ${release.verdict}. ${release.reason}`,
    `Scope: ${scopeDistance.test.flagged} of ${scopeDistance.test.images} test films refused`,
    ...scopeDistance.foreign.map(
      ({ kind, images, flagged, auroc }) =>
        `  ${kind}: AUROC ${auroc.toFixed(3)}, ${flagged} of ${images} refused`,
    ),
    ...onnx.precisionTrials.map(
      ({ precision, bytes, validationAuroc, reason }) =>
        `${precision}: ${bytes} bytes, validation AUROC ${validationAuroc.toFixed(4)}: ${reason}`,
    ),
    `SHA-256 ${onnx.sha256}`,
  ].join('\n');
}

async function readConfiguration(options: ExportOptions): Promise<TrainingConfiguration> {
  const kept = join(options.run, 'configuration.json');
  const configuration = existsSync(kept)
    ? (JSON.parse(await readFile(kept, 'utf8')) as TrainingConfiguration)
    : configurationNamed(options.configuration);
  return options.version === undefined ? configuration : { ...configuration, version: options.version };
}

async function recordAll(network: ChosenNetwork, sets: TrainingSets, options: ExportOptions) {
  const { onnx, input } = network;
  const record = async <Film extends { readonly path: string; readonly frame?: number }>(
    what: string,
    films: readonly Film[],
  ): Promise<Recording<Film>> => {
    const recording = await recordFilms(onnx, input, films);
    options.onProgress(`Ran ${recording.films.length} ${what}`);
    return recording;
  };
  const train = await record('training films', thinOut(sets.train, options.gateFilms));
  const validation = await record('validation films', sets.validation);
  const test = await record('test films', sets.test);
  const isShared = existsSync(join(options.data, 'multi-region', 'manifest.csv'));
  const others = isShared ? filmsElsewhere(await readMultiRegion(options.data)) : [];
  const elsewhere = await record('films of another set', others);
  const foreign = await record('images of no limb', await readForeignImages(options.foreign));
  const judged = [train, validation, test, elsewhere];
  return {
    train: train.films,
    validation: validation.films,
    test: test.films,
    elsewhere: elsewhere.films,
    foreign: foreign.films,
    unreadable: judged.reduce((sum, { unreadable }) => sum + unreadable.length, 0),
  };
}

/** So many at most, evenly spaced. */
function thinOut<Film>(films: readonly Film[], most: number): readonly Film[] {
  const step = Math.max(1, films.length / most);
  return Array.from({ length: Math.min(films.length, most) }, (_, i) => films[Math.floor(i * step)]!);
}

function describeGateFilms({ sources }: TrainingConfiguration, count: number): string {
  return `${count} films, evenly spaced over the train split of ${sources.map(({ kind }) => kind).join(' and ')}`;
}

/** What the ImageNet weights are is said by the parent's card where there is a parent. */
async function hashImageNet(dataFolder: string): Promise<string> {
  return sha256(await readFile(join(dataFolder, imageNetFile)));
}

function describeCommand({ sizes, from }: ExportOptions): string {
  if (from !== undefined) return 'npm run train -- --data FILMS --from PARENT';
  return `npm run train && npm run export${sizes.length > 0 ? ` -- --sizes ${sizes.join(',')}` : ''}`;
}
