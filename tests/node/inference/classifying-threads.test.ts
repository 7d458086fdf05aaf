import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ModelInput } from '#common/imaging/preprocess';
import { createClassifier, type Classifier } from '#node/inference/classifier';
import { writeTinyModel } from '../../support/tiny-model.ts';

const workerFile = join(__dirname, '../../../out/main/classify-worker.cjs');
const side = 64;

describe('startClassifyingThreads', () => {
  let folder: string;
  let alone: Classifier;
  let together: Classifier;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-threads-'));
    await writeTinyModel(folder, { gain: -16, rows: side, columns: side });
    const options = { modelDirectory: folder, provider: 'cpu' } as const;
    alone = await createClassifier(options);
    together = await createClassifier({ ...options, parallel: { workerFile, threads: 2 } });
  });
  afterAll(async () => {
    await alone.release();
    await together.release();
    await rm(folder, { recursive: true });
  });

  const inputOf = (value: number): ModelInput => ({
    pixels: new Float32Array(side * side).fill(value),
    letterbox: {
      ...{ inputRows: side, inputColumns: side, top: 0, left: 0, contentRows: side, contentColumns: side },
      ...{ imageRows: side, imageColumns: side },
    },
  });

  it('says of every film what one thread says, whichever thread had it', async () => {
    const inputs = [-1, -0.5, 0, 0.25, 0.75, 1].map(inputOf);
    const judged = await Promise.all(inputs.map((input) => together.classify(input)));
    for (const [at, input] of inputs.entries()) {
      const { prediction, attentionMap, featureDistance } = await alone.classify(input);
      expect(judged[at]).toMatchObject({ prediction, attentionMap, featureDistance });
    }
  });

  it('fails one film that the network refuses, and judges the next', async () => {
    const short = { ...inputOf(0), pixels: new Float32Array(3) };
    await expect(together.classify(short)).rejects.toMatchObject({ code: 'inference-failed' });
    await expect(together.classify(inputOf(0))).resolves.toHaveProperty('prediction');
  });

  it('may be released at any moment of its start, while the runtime opens the network too', async () => {
    const modelDirectory = join(__dirname, '../../../assets/models');
    const parallel = { workerFile, threads: 2 };
    for (let milliseconds = 0; milliseconds <= 240; milliseconds += 20) {
      const started = await createClassifier({ modelDirectory, provider: 'cpu', parallel });
      await sleep(milliseconds);
      await started.release();
    }
  }, 60_000);

  it('answers what it was asked before it was released', async () => {
    const another = await createClassifier({
      ...{ modelDirectory: folder, provider: 'cpu', parallel: { workerFile, threads: 1 } },
    });
    const waiting = [0, 1].map((value) => another.classify(inputOf(value)));
    await another.release();
    for (const answer of waiting) await expect(answer).resolves.toHaveProperty('prediction');
  });
});
