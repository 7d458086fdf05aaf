import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCheckpoint, writeCheckpoint } from '../../../training/fine-tuning/checkpoint.ts';
import { largestDifference, trainedLogits } from '../../../training/fine-tuning/parity.ts';
import { initialState, Trainer, type TrainingState } from '../../../training/fine-tuning/trainer.ts';
import { exportParameters } from '../../../training/fine-tuning/validate.ts';
import { sameBits } from '../../support/same-bits.ts';
import {
  syntheticBatch,
  tinyStep,
  tinyTrainer,
  untrainedParameters,
  wholeVector,
} from '../../support/tiny-training.ts';

/** The whole network is trained, on a machine that may be busy. */
const longEnough = 180_000;

const batch = syntheticBatch();

describe('Trainer', () => {
  let trainer: Trainer;
  beforeAll(async () => {
    trainer = await Trainer.open(wholeVector, tinyTrainer, 1);
  });
  afterAll(() => trainer.close());

  async function train(from: TrainingState, steps: number) {
    let state = from;
    const losses: number[] = [];
    for (let i = 0; i < steps; i++) {
      const outcome = await trainer.train(state, batch);
      ({ state } = outcome);
      losses.push(outcome.loss);
    }
    return { state, losses };
  }

  it(
    'learns eight synthetic films by heart, and exports what it learned',
    async () => {
      const { state, losses } = await train(initialState(untrainedParameters(), tinyStep), 60);
      expect(losses[0]).toBeGreaterThan(0.5);
      expect(losses.at(-1)).toBeLessThan(0.05);
      const input = {
        preprocessing: 1,
        rows: 64,
        columns: 64,
        resample: 'area',
        fit: 'letterbox',
        lowerPercentile: 0,
        upperPercentile: 1,
        padValue: 0,
        mean: 0.5,
        std: 0.5,
      } as const;
      const packed = state.vectors.parameters;
      const onnx = exportParameters(wholeVector, packed, input, tinyStep);
      const films = Array.from({ length: 8 }, (_, i) => ({
        pixels: batch.pixels.slice(i * 4096, (i + 1) * 4096),
        fractured: batch.targets[i] === 1,
      }));
      const logits = await trainedLogits(wholeVector, packed, tinyStep, films);
      expect(await largestDifference({ onnx, input }, films, logits)).toBeLessThan(1e-4);
    },
    longEnough,
  );

  it(
    'goes on from a checkpoint bit by bit as if it had not been interrupted',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'osteon-checkpoint-'));
      const path = join(folder, 'last.safetensors');
      const start = await train(initialState(untrainedParameters(), tinyStep), 2);
      await writeCheckpoint(path, { configurationSha256: 'abc', history: [], state: start.state });
      const resumed = await readCheckpoint(path);
      expect(resumed.configurationSha256).toBe('abc');
      const uninterrupted = await train(start.state, 2);
      const continued = await train(resumed.state, 2);
      expect(continued.losses).toEqual(uninterrupted.losses);
      expect(sameBits(continued.state, uninterrupted.state)).toBe(true);
      await rm(folder, { recursive: true });
    },
    longEnough,
  );

  it(
    'stops at a loss that is no number and leaves the state as it was',
    async () => {
      const broken = { ...batch, pixels: batch.pixels.map(() => NaN) };
      const state = initialState(untrainedParameters(), tinyStep);
      await expect(trainer.train(state, broken)).rejects.toThrow('Step 1 gave a loss of NaN');
      expect(sameBits(state, initialState(untrainedParameters(), tinyStep))).toBe(true);
    },
    longEnough,
  );
});
