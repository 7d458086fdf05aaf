import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letterbox } from '../../../src-main/common/imaging/letterbox.ts';
import type { ModelInput } from '../../../src-main/common/imaging/preprocess.ts';
import { createClassifier, type Classifier } from '../../../src-main/node/inference/classifier.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const rows = 64;
const columns = 96;

/** A film that is `left` in its left third and `right` elsewhere. */
function film(left: number, right: number): ModelInput {
  const pixels = Float32Array.from({ length: rows * columns }, (_, i) => (i % columns < 32 ? left : right));
  return { pixels, letterbox: letterbox(128, 192, rows, columns) };
}

describe('createClassifier', () => {
  let folder: string;
  let classifier: Classifier;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-model-'));
    await writeTinyModel(folder);
    classifier = await createClassifier({ modelDirectory: folder, provider: 'auto', threads: 1 });
  });
  afterAll(async () => {
    await classifier.release();
    await rm(folder, { recursive: true });
  });

  it('calibrates logit and map and decides by the card', async () => {
    const input = film(3, 0);
    const { prediction, attentionMap, stamp } = await classifier.classify(input, 7);
    // The logit is (3 + 0 + 0) / 3 = 1, calibrated 2 x 1 - 1 = 1, so the probability is 1 / (1 + 1 / e).
    expect(prediction.logit).toBeCloseTo(1, 5);
    expect(prediction.probability).toBeCloseTo(1 / (1 + Math.exp(-1)), 5);
    expect(prediction).toMatchObject({ label: 'doubtful', operatingPoint: 'sensitive' });
    expect(attentionMap).toMatchObject({ rows: 2, columns: 3, letterbox: input.letterbox });
    [5, -1, -1, 5, -1, -1].forEach((cell, i) => expect(attentionMap.logits[i]).toBeCloseTo(cell, 4));
    expect(stamp.provider).toBe('cpu');
    expect(stamp.model).toEqual({ name: 'tiny', version: '0.0.1', sha256: classifier.sha256 });
    expect(stamp.milliseconds).toBeGreaterThan(7);
  });

  it('measures how far a film lies from the training films', async () => {
    // The tiny network's distance is the size of its logit.
    expect((await classifier.classify(film(-2, -2))).featureDistance).toBeCloseTo(2, 5);
  });

  it('gives no label where the card only lets it rank', async () => {
    const ranking = join(folder, 'ranking');
    await writeTinyModel(ranking, { gain: 1, rows, columns, release: 'rankingOnly' });
    const ranker = await createClassifier({ modelDirectory: ranking, provider: 'cpu', threads: 1 });
    const { prediction } = await ranker.classify(film(3, 3));
    await ranker.release();
    expect(Object.keys(prediction).sort()).toEqual(['logit', 'probability', 'release']);
    expect(prediction.release).toBe('rankingOnly');
  });

  it.each([
    [3, 'suspected', 'specific'],
    [0.3, 'doubtful', 'sensitive'],
    [-1, 'notFlagged', 'sensitive'],
  ] as const)('labels a film of %p everywhere as %s', async (value, label, operatingPoint) => {
    const { prediction } = await classifier.classify(film(value, value));
    expect(prediction).toMatchObject({ label, operatingPoint });
  });

  it('answers requests in flight together each with its own film', async () => {
    const values = Array.from({ length: 20 }, (_, i) => i / 5 - 2);
    const answers = await Promise.all(values.map((value) => classifier.classify(film(value, value))));
    answers.forEach(({ prediction }, i) => expect(prediction.logit).toBeCloseTo(values[i]!, 4));
  });

  it('refuses values that are not finite and goes on with the next film', async () => {
    await expect(classifier.classify(film(NaN, 0))).rejects.toMatchObject({ code: 'inference-failed' });
    const wrongSize = { ...film(0, 0), pixels: new Float32Array(5) };
    await expect(classifier.classify(wrongSize)).rejects.toMatchObject({ code: 'inference-failed' });
    expect((await classifier.classify(film(1, 1))).prediction.logit).toBeCloseTo(1, 4);
  });

  it('reports a forced provider that cannot run, without a path and without another in its place', async () => {
    const forced = createClassifier({ modelDirectory: folder, provider: 'coreml' });
    await expect(forced).rejects.toMatchObject({
      code: 'provider-unavailable',
      message: expect.stringMatching(/^coreml: [^/\\]+$/) as string,
    });
  });
});
