import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine, type Engine } from '#node/engine/engine';
import { readFileStamp } from '#node/survey/file-stamp';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

jest.mock('onnxruntime-node', () => {
  throw new Error('/opt/lib/libonnxruntime.so.1: cannot open shared object file');
});

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');

/** As on a computer that lacks a library of the runtime, or whose policy forbids loading it. */
describe('an engine whose ONNX Runtime cannot be loaded', () => {
  let folder: string;
  let engine: Engine;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-no-runtime-'));
    await writeTinyModel(folder, { gain: 1, rows: 64, columns: 64 });
    engine = createEngine();
  });
  afterAll(async () => {
    await engine.close();
    await rm(folder, { recursive: true });
  });

  it.each(['auto', 'cpu'] as const)('is a viewer without AI when asked for %s', async (provider) => {
    const status = await engine.handlers.start({ modelDirectory: folder, provider, decodeWorker });
    expect(status).toMatchObject({ state: 'viewerOnly', error: { code: 'provider-unavailable' } });
    expect(JSON.stringify(status)).not.toContain('/opt');
    const path = join(folder, 'hand.dcm');
    await writeFile(path, filmFile());
    const file = { path, frame: 0, stamp: await readFileStamp(path), sopInstanceUid: '2.25.1' };
    expect((await engine.handlers.loadFrame(file)).frame).toBe(0);
    await expect(engine.handlers.classify(file)).rejects.toMatchObject({ code: 'provider-unavailable' });
  });

  it('does not try to load it when told to do without', async () => {
    const request = { modelDirectory: folder, provider: 'auto', decodeWorker, withoutModel: true } as const;
    expect(await engine.handlers.start(request)).toMatchObject({
      state: 'viewerOnly',
      error: { message: expect.stringContaining('left out') },
    });
  });
});
