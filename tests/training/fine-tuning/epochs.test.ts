import { seededRandom } from '#common/sampling/seeded-random';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { minute } from '../../../training/configurations/minute.ts';
import { makeBatch } from '../../../training/fine-tuning/batch.ts';
import {
  readCheckpoint,
  writeCheckpoint,
  type Checkpoint,
} from '../../../training/fine-tuning/checkpoint.ts';
import type { TrainingConfiguration } from '../../../training/fine-tuning/configuration.ts';
import { parameterSpecs } from '../../../training/fine-tuning/configuration.ts';
import {
  trainEpochs,
  type EpochDone,
  type Run,
  type StepsDone,
} from '../../../training/fine-tuning/epochs.ts';
import type { ReducedFilm, ReducedFilms } from '../../../training/fine-tuning/film-cache.ts';
import { initialState } from '../../../training/fine-tuning/trainer.ts';
import { layOut, packParameters } from '../../../training/graph/parameters.ts';
import { greyStem } from '../../../training/models/mobilenet-v2.ts';
import { initialHead } from '../../../training/models/trainable-head.ts';
import { writeLabelledFilm } from '../../support/labelled-films.ts';
import { randomWeights } from '../../support/random-weights.ts';

// A network is trained for fifty steps, on a machine that may be busy.
jest.setTimeout(300_000);

const folder = mkdtempSync(join(tmpdir(), 'osteon-epochs-'));
afterAll(() => rmSync(folder, { recursive: true }));

const configuration: TrainingConfiguration = {
  ...minute,
  strata: [
    { source: 'fracatlas', fractured: true, count: 1 },
    { source: 'fracatlas', fractured: false, count: 1 },
  ],
  batchSize: 2,
  phases: [{ name: 'tiny', learningRate: 1e-4, stages: [{ size: 32, epochs: 1, zoom: [1, 1] }] }],
  learningRates: { headScale: 10, layerDecay: 1, frozenConvolutions: 45 },
};
const vector = layOut(parameterSpecs(configuration));

function syntheticFilms(): ReducedFilms {
  const random = seededRandom(3);
  const [rows, columns, count] = [48, 40, 8];
  const buffer = new SharedArrayBuffer(count * rows * columns);
  new Uint8Array(buffer).forEach((_, i, pixels) => (pixels[i] = Math.floor(256 * random())));
  const films = Array.from({ length: count }, (_, i): ReducedFilm => {
    const fractured = i % 2 === 0;
    const place = { offset: i * rows * columns, rows, columns };
    return { ...place, fractured, source: 'fracatlas', group: `${i}`, boxes: fractured ? null : [] };
  });
  return { buffer, films };
}

async function runOf(): Promise<Run> {
  const films = syntheticFilms();
  const validation = await Promise.all(
    [0.2, 0.4, 0.6, 0.8].map(async (bright, i) => {
      const fractured = i % 2 === 0;
      return { path: await writeLabelledFilm(folder, { name: `${i}.png`, fractured, bright }), fractured };
    }),
  );
  const loader: Run['loader'] = {
    async *load(requests) {
      for (const { spec, index } of requests) yield makeBatch(films, spec, index);
    },
  };
  return {
    vector,
    frozen: new Map(),
    configuration,
    phase: 0,
    loader,
    epochFilms: 50,
    validation,
    threads: 1,
  };
}

function begin(): Checkpoint {
  const weights = [...greyStem(randomWeights(1)), ...initialHead(1280, 0, seededRandom(2))];
  const state = initialState(packParameters(vector, new Map(weights)), configuration);
  return { configurationSha256: 'x', history: [], state };
}

async function trainFrom(start: Checkpoint): Promise<(StepsDone | EpochDone)[]> {
  const all: (StepsDone | EpochDone)[] = [];
  for await (const done of trainEpochs(await runOf(), start)) {
    all.push(done);
    // As a run does: later steps may take the memory of earlier ones.
    if (done.kind === 'steps') await writeCheckpoint(join(folder, 'within.safetensors'), done.checkpoint);
  }
  return all;
}

describe('trainEpochs', () => {
  it('goes on from the middle of an epoch, bit for bit as if it had not been interrupted', async () => {
    const uninterrupted = await trainFrom(begin());
    expect(uninterrupted.map(({ kind }) => kind)).toEqual(['steps', 'epoch']);
    const within = await readCheckpoint(join(folder, 'within.safetensors'));
    expect(within.state.step).toBe(20);
    const resumed = await trainFrom(within);
    expect(resumed.map(({ kind }) => kind)).toEqual(['epoch']);
    expect(withoutTime(resumed.at(-1)!)).toEqual(withoutTime(uninterrupted.at(-1)!));
  });

  it('gives the same bytes for the same seed', async () => {
    const [first, second] = [await trainFrom(begin()), await trainFrom(begin())];
    expect(withoutTime(second.at(-1)!)).toEqual(withoutTime(first.at(-1)!));
  });

  it('refuses a batch that an epoch cannot fill', async () => {
    const run = { ...(await runOf()), epochFilms: 1 };
    await expect(trainEpochs(run, begin()).next()).rejects.toThrow('do not fill a batch of 2');
  });
});

function withoutTime({ checkpoint: { history, state } }: StepsDone | EpochDone) {
  return {
    history: history.map((record) => ({ ...record, minutes: 0 })),
    step: state.step,
    vectors: Object.entries(state.vectors).map(
      ([name, { buffer, byteOffset, byteLength }]) =>
        [name, Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength).toString('base64')] as const,
    ),
  };
}
