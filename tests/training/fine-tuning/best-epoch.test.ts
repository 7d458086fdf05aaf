import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTrained } from '../../../training/fine-tuning/best-epoch.ts';
import { writeCheckpoint } from '../../../training/fine-tuning/checkpoint.ts';
import { initialState } from '../../../training/fine-tuning/trainer.ts';

const stages = [{ size: 64, epochs: 1, zoom: [1, 1] as const }];
const phases = ['coarse', 'fine', 'finer'].map((name) => ({ name, learningRate: 1, stages }));

describe('readTrained', () => {
  let run: string;
  beforeEach(async () => {
    run = await mkdtemp(join(tmpdir(), 'osteon-run-'));
  });
  afterEach(() => rm(run, { recursive: true }));

  async function write(phase: string, size: number, ...parameters: number[]): Promise<void> {
    const record = { epoch: 1, size, meanLoss: 1, validationAuroc: 0.9, minutes: 1 };
    const state = initialState(Float32Array.from(parameters), {
      optimizer: { kind: 'adamW', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      averageDecay: 0.998,
    });
    await mkdir(join(run, phase));
    for (const file of ['best', 'last'])
      await writeCheckpoint(join(run, phase, `${file}.safetensors`), {
        configurationSha256: '',
        history: [record],
        state,
      });
  }

  it('offers each phase that has begun, and the mean of their weights', async () => {
    await write('coarse', 64, 1, 2);
    await write('fine', 96, 3, 6);
    const { contenders, size, history } = await readTrained(run, phases);
    expect(contenders.map(({ packed }) => [...packed])).toEqual([
      [1, 2],
      [3, 6],
      [2, 4],
    ]);
    expect(size).toBe(96);
    expect(history.map((record) => record.size)).toEqual([64, 96]);
  });

  it('refuses a run without a finished epoch', async () => {
    await expect(readTrained(run, phases)).rejects.toThrow('no finished epoch');
  });
});
