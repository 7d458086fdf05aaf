import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel, modelCardFile } from '../../../src-main/node/inference/model-store.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const low = { value: 0.8, lower: 0.7, upper: 0.9 };
const poorRanking = {
  auroc: low,
  averagePrecision: low,
  sensitivityAt90Specificity: low,
  sensitivityAt95Specificity: low,
};

describe('loadModel', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-model-'));
    await writeTinyModel(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  const changeCard = async (
    change: (card: Record<string, Record<string, unknown>>) => void,
  ): Promise<void> => {
    const path = join(folder, modelCardFile);
    const card = JSON.parse(await readFile(path, 'utf8')) as Record<string, Record<string, unknown>>;
    change(card);
    await writeFile(path, JSON.stringify(card));
  };

  it('returns the card and the network that belongs to it', async () => {
    const { card, onnx } = await loadModel(folder);
    expect(card.name).toBe('tiny');
    expect(onnx).toEqual(await readFile(join(folder, 'tiny.onnx')));
  });

  it('refuses a network with one changed byte', async () => {
    const path = join(folder, 'tiny.onnx');
    const bytes = await readFile(path);
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(path, bytes);
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-mismatch' });
  });

  it('names the field that a card lacks', async () => {
    await changeCard((card) => delete card['calibration']!['slope']);
    await expect(loadModel(folder)).rejects.toMatchObject({
      code: 'model-card-invalid',
      message: expect.stringContaining('calibration.slope') as string,
    });
  });

  it('refuses a field it does not know, and another version of the preprocessing', async () => {
    await changeCard((card) => (card['input']!['gamma'] = 2));
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-card-invalid' });
    await changeCard((card) => {
      delete card['input']!['gamma'];
      card['input']!['preprocessing'] = 2;
    });
    await expect(loadModel(folder)).rejects.toMatchObject({
      code: 'model-card-invalid',
      message: expect.stringContaining('input.preprocessing') as string,
    });
  });

  it('refuses a card that gives verdicts against its own figures, and believes one that holds back', async () => {
    await changeCard((card) => (card['metrics']!['test'] = { ...poorRanking }));
    await expect(loadModel(folder)).rejects.toMatchObject({
      code: 'model-card-invalid',
      message: expect.stringContaining('release.verdict') as string,
    });
    await changeCard((card) => (card['release']!['verdict'] = 'rankingOnly'));
    expect((await loadModel(folder)).card.release.verdict).toBe('rankingOnly');
    await writeTinyModel(folder);
    await changeCard((card) => (card['release']!['verdict'] = 'rankingOnly'));
    expect((await loadModel(folder)).card.release.verdict).toBe('rankingOnly');
  });

  it.each([
    ['scopeDistance', 'threshold'],
    ['release', 'reason'],
    ['onnx', 'precision'],
  ])('refuses a card without %s.%s', async (part, field) => {
    await changeCard((card) => delete card[part]![field]);
    await expect(loadModel(folder)).rejects.toMatchObject({
      code: 'model-card-invalid',
      message: expect.stringContaining(`${part}.${field}`) as string,
    });
  });

  it('refuses a card that names a network outside its folder', async () => {
    await changeCard((card) => (card['onnx']!['file'] = '../tiny.onnx'));
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-card-invalid' });
  });

  it('tells a card that is not JSON from one that is absent, without naming the folder', async () => {
    await writeFile(join(folder, modelCardFile), '{');
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-card-invalid' });
    await rm(join(folder, modelCardFile));
    const absent = loadModel(folder);
    await expect(absent).rejects.toMatchObject({ code: 'model-not-found' });
    await expect(absent).rejects.not.toMatchObject({ message: expect.stringContaining(folder) as string });
  });

  it('misses a network that is absent', async () => {
    await rm(join(folder, 'tiny.onnx'));
    await expect(loadModel(folder)).rejects.toMatchObject({ code: 'model-not-found' });
  });
});
