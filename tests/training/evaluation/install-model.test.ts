import { loadModel } from '#node/inference/model-store';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { installModel } from '../../../training/evaluation/install-model.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-install-'));
const [shipped, candidate] = [join(folder, 'models'), join(folder, 'candidate')];
const now = new Date('2030-01-02T03:04:05Z');
afterAll(() => rmSync(folder, { recursive: true }));

beforeEach(async () => {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
  await writeTinyModel(shipped, { gain: 1, rows: 64, columns: 96 });
  await writeTinyModel(candidate, { gain: 2, rows: 64, columns: 96 });
});

describe('installModel', () => {
  it('puts the new model in place and keeps the old one', async () => {
    const [before, after] = [await loadModel(shipped), await loadModel(candidate)];
    const backup = await installModel(candidate, shipped, now);
    expect(basename(backup)).toBe('models.backup-20300102T030405Z');
    expect(await loadModel(shipped)).toEqual(after);
    expect(await loadModel(backup)).toEqual(before);
  });

  it('changes nothing when the new model is not what its card says', async () => {
    const before = await loadModel(shipped);
    writeFileSync(join(candidate, 'tiny.onnx'), 'another network');
    await expect(installModel(candidate, shipped, now)).rejects.toMatchObject({ code: 'model-mismatch' });
    expect(await loadModel(shipped)).toEqual(before);
    expect(readdirSync(folder).sort()).toEqual(['candidate', 'models']);
  });

  it('refuses to replace a model by itself', async () => {
    await expect(installModel(shipped, `${folder}/./models`, now)).rejects.toThrow('itself');
  });
});
