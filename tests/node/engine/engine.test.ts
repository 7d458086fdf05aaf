import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveredFrame } from '#common/contract/frame-delivery';
import type { EngineEvents, FrameOfFile } from '#common/contract/engine';
import { createEngine, type Engine } from '#node/engine/engine';
import { readFileStamp } from '#node/survey/file-stamp';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
let folder: string;
let modelDirectory: string;
let hand: string;
let engine: Engine;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-engine-'));
  modelDirectory = join(folder, 'model');
  await writeTinyModel(modelDirectory, { gain: -16, rows: 64, columns: 64 });
  hand = join(folder, 'hand.dcm');
  await writeFile(hand, filmFile());
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  engine = createEngine();
});
afterEach(() => engine.close());

const start = (directory = modelDirectory) =>
  engine.handlers.start({ modelDirectory: directory, provider: 'auto', decodeWorker });

/** What the main process asks about a file as it lies there now, once a survey found it. */
const found = async (path: string, frame = 0): Promise<FrameOfFile> => ({
  path,
  frame,
  stamp: await readFileStamp(path),
  sopInstanceUid: '2.25.1',
});

describe('createEngine', () => {
  it('refuses everything until it is started', async () => {
    await expect(engine.handlers.loadFrame(await found(hand))).rejects.toMatchObject({
      code: 'engine-unavailable',
    });
  });

  it('shows and classifies a film, saying what ran', async () => {
    const starting = start();
    const [frame, result, status] = await Promise.all([
      engine.handlers.loadFrame(await found(hand)),
      engine.handlers.classify(await found(hand)),
      starting,
    ]);
    expect(status).toMatchObject({ state: 'ready', provider: 'cpu', model: { name: 'tiny' } });
    expect(frame.storedValues).toHaveLength(256 * 240);
    expect(frame.storedValues[241]).toBe(200 + 9 + 5);
    expect(result).toMatchObject({
      scope: { status: 'inScope' },
      prediction: { label: 'doubtful', operatingPoint: 'sensitive' },
      attentionMap: { rows: 2, columns: 2 },
      stamp: { provider: 'cpu', model: { name: 'tiny' } },
    });
    expect((await engine.handlers.modelCard(undefined)).name).toBe('tiny');
    const thumbnail = await engine.handlers.loadThumbnail(await found(hand));
    expect([thumbnail.rows, thumbnail.columns]).toEqual([176, 165]);
  });

  it('sends a frame under the number that it was asked under, and none that cannot be read', async () => {
    const sent: DeliveredFrame[] = [];
    engine.onFrame((delivered) => sent.push(delivered));
    await start();
    await engine.handlers.sendFrame({ file: await found(hand), delivery: 5 });
    const missing = { ...(await found(hand)), stamp: 'of another file' };
    await expect(engine.handlers.sendFrame({ file: missing, delivery: 6 })).rejects.toMatchObject({
      code: 'file-changed',
    });
    expect(sent.map(({ delivery, frame }) => [delivery, frame.storedValues.length])).toEqual([
      [5, 256 * 240],
    ]);
  });

  it('gives no number out of scope, and an error for a frame that is not there', async () => {
    await start();
    const ct = join(folder, 'ct');
    await writeFile(ct, filmFile({ Modality: 'CT' }));
    expect(await engine.handlers.classify(await found(ct))).toEqual({
      scope: { status: 'outOfScope', reason: 'modality' },
    });
    await expect(engine.handlers.classify(await found(ct, 1))).rejects.toMatchObject({
      code: 'frame-out-of-range',
    });
  });

  it('is a viewer without AI where the model is missing, and recovers when started with one', async () => {
    const status = await start(join(folder, 'nowhere'));
    expect(status).toMatchObject({ state: 'viewerOnly', error: { code: 'model-not-found' } });
    expect((await engine.handlers.loadFrame(await found(hand))).frame).toBe(0);
    await expect(engine.handlers.classify(await found(hand))).rejects.toMatchObject({
      code: 'model-not-found',
    });
    expect(await start()).toMatchObject({ state: 'ready' });
    expect(await engine.handlers.classify(await found(hand))).toHaveProperty('prediction');
  });

  it('announces the first image at once and counts what it passed over', async () => {
    const root = await mkdtemp(join(folder, 'survey-'));
    await writeFile(join(root, 'a.dcm'), filmFile());
    await writeFile(join(root, 'b.dcm'), 'no image');
    await writeFile(join(root, 'c.txt'), 'no image either');
    await writeFile(join(root, 'd'), filmFile({ Modality: 'MR' }));
    const events: EngineEvents['surveyed'][] = [];
    engine.onSurveyed((event) => events.push(event));
    void start();
    await engine.handlers.survey({ surveyId: 's', paths: [root] });
    expect(events[0]).toMatchObject({
      surveyId: 's',
      examined: 1,
      images: [{ scope: { status: 'inScope' } }],
    });
    expect(events.at(-1)?.examined).toBe(4);
    const images = events.flatMap((event) => event.images);
    const refusals = events.flatMap((event) => event.refusals);
    expect(images.map((image) => [basename(image.path), image.scope.status, image.rows])).toEqual([
      ['a.dcm', 'inScope', 256],
      ['d', 'outOfScope', 256],
    ]);
    expect(refusals.map(({ path, error }) => [basename(path), error.code])).toEqual([
      ['b.dcm', 'not-an-image'],
    ]);
  });

  const itWithPipes = process.platform === 'win32' ? it.skip : it;
  itWithPipes(
    'announces images while the model is still loading',
    async () => {
      const slow = join(folder, 'slow');
      const { onnx } = await writeTinyModel(slow, { gain: -16, rows: 64, columns: 64 });
      const network = await readFile(join(slow, onnx.file));
      await rm(join(slow, onnx.file));
      execFileSync('mkfifo', [join(slow, onnx.file)]);
      const events: EngineEvents['surveyed'][] = [];
      engine.onSurveyed((event) => events.push(event));
      const starting = start(slow);
      const surveying = engine.handlers.survey({ surveyId: 'early', paths: [hand] });
      const first = await Promise.race([
        surveying.then(() => 'survey'),
        delay(5000, 'neither', { ref: false }),
      ]);
      await writeFile(join(slow, onnx.file), network);
      expect(first).toBe('survey');
      expect(events[0]?.images).toMatchObject([{ scope: { status: 'inScope' } }]);
      expect(await starting).toMatchObject({ state: 'ready' });
    },
    20_000,
  );

  it('looks through 2,000 unrelated files without a row or an announcement for each', async () => {
    const root = await mkdtemp(join(folder, 'many-'));
    for (let i = 0; i < 2000; i++) await writeFile(join(root, `${i}.txt`), 'x');
    await writeFile(join(root, 'z.dcm'), filmFile());
    const events: EngineEvents['surveyed'][] = [];
    engine.onSurveyed((event) => events.push(event));
    await start();
    await engine.handlers.survey({ surveyId: 'many', paths: [root] });
    expect(events.at(-1)?.examined).toBe(2001);
    expect(events.length).toBeLessThan(200);
    expect(events.flatMap((event) => [...event.images, ...event.refusals])).toHaveLength(1);
  }, 60_000);

  it('stops a survey that is cancelled', async () => {
    const root = await mkdtemp(join(folder, 'cancelled-'));
    const film = filmFile();
    for (let i = 0; i < 200; i++) await writeFile(join(root, `${i}`), film);
    const events: EngineEvents['surveyed'][] = [];
    engine.onSurveyed((event) => {
      events.push(event);
      void engine.handlers.cancelSurvey('c');
    });
    await start();
    await engine.handlers.survey({ surveyId: 'c', paths: [root] });
    expect(events.at(-1)?.examined).toBeLessThan(100);
  });
});
