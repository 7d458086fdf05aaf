import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadModel, type StoredModel } from '../../../src-main/node/inference/model-store.ts';
import { probeInWorker } from '../../../src-main/node/inference/probe-in-worker.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

describe('probeInWorker', () => {
  let folder: string;
  let model: StoredModel;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-probe-'));
    await writeTinyModel(folder);
    model = await loadModel(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  const worker = async (name: string, source: string): Promise<string> => {
    const file = join(folder, `${name}.cjs`);
    await writeFile(file, source);
    return file;
  };

  it('measures a provider in its worker', async () => {
    const entry = resolve('src-main/node/inference/probe-worker.ts');
    const source = `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(entry)});`;
    const file = await worker('measure', source);
    const reply = await probeInWorker(file, { model, provider: 'cpu' }, 20_000);
    expect(reply).toMatchObject({ ok: true, measurement: { agrees: true } });
    const absent = await probeInWorker(file, { model, provider: 'coreml' }, 20_000);
    expect(absent.ok).toBe(process.platform === 'darwin');
  });

  it('gives up a thread that hangs', async () => {
    const file = await worker('hang', 'for (;;);');
    const reply = await probeInWorker(file, { model, provider: 'cpu' }, 300);
    expect(reply).toEqual({ ok: false, reason: 'no answer within 0.3 s' });
  });

  it('survives a thread that throws and one that just ends', async () => {
    const thrown = await probeInWorker(
      await worker('throw', 'throw new Error("driver");'),
      { model, provider: 'cpu' },
      5000,
    );
    expect(thrown).toEqual({ ok: false, reason: 'driver' });
    const ended = await probeInWorker(await worker('end', ''), { model, provider: 'cpu' }, 5000);
    expect(ended).toEqual({ ok: false, reason: 'its thread ended without an answer' });
  });
});
