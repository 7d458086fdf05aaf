import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bareNetworkFile,
  readNetwork,
  writeBareNetwork,
} from '../../../training/evaluation/evaluated-network.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-network-'));
afterAll(() => rmSync(folder, { recursive: true }));

const description = {
  name: 'published protocol',
  version: '1',
  onnx: { file: 'published.onnx', inputs: { pixels: 'pixels' }, outputs: { logit: 'logit' } },
  input: {
    preprocessing: 1,
    rows: 224,
    columns: 224,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile: 0.005,
    upperPercentile: 0.995,
    padValue: 0,
    mean: 0.5,
    std: 0.5,
  },
  trainedOn: 'kaggle',
} as const;

describe('readNetwork', () => {
  it('reads a network without a card as it was written', async () => {
    await writeBareNetwork(folder, Uint8Array.of(1, 2, 3), description);
    expect(await readNetwork(folder)).toMatchObject({
      name: 'published protocol',
      onnx: Buffer.from([1, 2, 3]),
      input: description.input,
      trainedOn: 'kaggle',
      card: null,
    });
  });

  it('refuses another file under its name', async () => {
    await writeBareNetwork(folder, Uint8Array.of(1, 2, 3), description);
    writeFileSync(join(folder, 'published.onnx'), 'other');
    await expect(readNetwork(folder)).rejects.toMatchObject({ code: 'model-mismatch' });
  });

  it('names the field that is wrong', async () => {
    const onnx = { ...description.onnx, sha256: '0' };
    writeFileSync(join(folder, bareNetworkFile), JSON.stringify({ ...description, onnx, trainedOn: 'test' }));
    await expect(readNetwork(folder)).rejects.toThrow('network.json: trainedOn');
  });

  it('serves the folder of the app as it serves the app', async () => {
    const { card, name, sha256 } = await readNetwork('assets/models');
    expect([card!.name, card!.onnx.sha256]).toEqual([name, sha256]);
  });
});
