import { mkdir, mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BatchProgress } from '#common/batch/batch-progress';
import { AppError } from '#common/errors';
import { BatchControl } from '#node/batch/batch-control';
import { judgeHere } from '#node/batch/film-judge';
import { Journal } from '#node/batch/journal';
import { judgedBy, type BatchConditions, type JudgedFilm } from '#node/batch/journal-records';
import { reportedFrames, runBatch, type BatchWatcher } from '#node/batch/run-batch';
import { createDecodePool } from '#node/decode/decode-pool';
import { createClassifier } from '#node/inference/classifier';
import { toNdjson } from '#node/report/json';
import type { ScanServices } from '#node/scan/scan-films';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
let root: string;
let films: string;
let services: ScanServices;
let journal: Journal;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'osteon-batch-'));
  await writeTinyModel(join(root, 'model'), { gain: -16, rows: 64, columns: 64 });
  services = {
    pool: createDecodePool({ workerFile, threads: 2 }),
    classifier: await createClassifier({ modelDirectory: join(root, 'model'), provider: 'cpu' }),
  };
});
afterAll(async () => {
  await services.pool.close();
  await services.classifier.release();
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  films = await mkdtemp(join(root, 'films-'));
  await mkdir(join(films, 'deeper'));
  const numbered = [...Array(6).keys()];
  for (const number of numbered)
    await writeFile(join(films, `${number}.dcm`), filmFile({ InstanceNumber: number }));
  await writeFile(join(films, 'deeper', 'ct'), filmFile({ Modality: 'CT' }));
  await writeFile(join(films, 'short.dcm'), filmFile().subarray(0, 3000));
  journal = await Journal.create(`${films}.journal`, conditions());
});

afterEach(() => journal.close());

const conditions = (): BatchConditions => ({
  ...{ kind: 'scan', paths: [films], workingDirectory: '/', filter: {} },
  ...judgedBy(services.classifier.card),
});
const run = (watcher: Partial<BatchWatcher> = {}, control = new BatchControl(), filter = {}) =>
  runBatch(judgeHere(services), journal, { paths: [films], filter, jobs: 2 }, control, {
    onProgress: () => undefined,
    ...watcher,
  });
const reopen = async (): Promise<void> => {
  await journal.close();
  journal = (await Journal.open(`${films}.journal`))!;
};
const report = async (order: Awaited<ReturnType<typeof run>>): Promise<string> => {
  let text = '';
  for await (const line of toNdjson(reportedFrames(journal, order))) text += line;
  return text;
};
const pathsIn = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { path: string }).path.slice(films.length + 1));

describe('runBatch', () => {
  it('judges every film once, whatever is stopped and resumed, in the order of the files', async () => {
    const seen: JudgedFilm[] = [];
    const first = new BatchControl();
    const stopped = run(
      {
        onJudged(film) {
          seen.push(film);
          if (seen.length === 3) first.cancel();
        },
      },
      first,
    );
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' });
    await reopen();
    const resumed = await report(await run({ onJudged: (film) => void seen.push(film) }));
    const names = ['0.dcm', '1.dcm', '2.dcm', '3.dcm', '4.dcm', '5.dcm', 'deeper/ct', 'short.dcm'];
    expect(pathsIn(resumed)).toEqual(names);
    expect(seen.map(({ source }) => source.path.slice(films.length + 1))).toEqual(names);
    await journal.remove();
    journal = await Journal.create(`${films}.journal`, conditions());
    expect(await report(await run())).toBe(resumed);
  });

  it('knows a film by its bytes when it was moved or touched, and judges one that changed', async () => {
    await run();
    await reopen();
    await rename(join(films, '0.dcm'), join(films, 'moved.dcm'));
    await utimes(join(films, '1.dcm'), new Date(0), new Date(0));
    await writeFile(join(films, '2.dcm'), filmFile({ InstanceNumber: 2, PatientID: 'CHANGED' }));
    let last: BatchProgress | undefined;
    const text = await report(await run({ onProgress: (progress) => (last = progress) }));
    expect(pathsIn(text)).toEqual([
      '1.dcm',
      '2.dcm',
      '3.dcm',
      '4.dcm',
      '5.dcm',
      'deeper/ct',
      'moved.dcm',
      'short.dcm',
    ]);
    expect(text).toContain('CHANGED');
    // All but the changed one and the one that could not be read before.
    expect(last).toMatchObject({ films: 8, state: 'running' });
  });

  it('holds still while it is paused', async () => {
    const control = new BatchControl();
    const states: string[] = [];
    let judged = 0;
    const running = run(
      {
        onProgress: ({ state }) => states.push(state),
        onJudged: () => {
          if (++judged === 2) control.pause();
        },
      },
      control,
    );
    // What is in flight comes to its end: two jobs, and two headers ahead of them.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const whilePaused = judged;
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect([control.isPaused, judged]).toEqual([true, whilePaused]);
    expect(judged).toBeLessThan(8);
    control.resume();
    expect(await running).toHaveLength(8);
    expect(states).toContain('paused');
  });

  it('leaves out what the filter does not want, and counts it', async () => {
    let last: BatchProgress | undefined;
    const order = await run({ onProgress: (progress) => (last = progress) }, new BatchControl(), {
      modalities: ['CT'],
    });
    expect(pathsIn(await report(order))).toEqual(['deeper/ct', 'short.dcm']);
    expect(last).toMatchObject({ unwanted: 6, films: 2, failed: 1, filesDone: 8 });
  });

  it('waits for room when the disk is full, and writes the film it could not write', async () => {
    const append = journal.append.bind(journal);
    let refused = 0;
    journal.append = (film) => {
      if (refused++ === 2) return Promise.reject(new AppError('disk-full', 'No room.'));
      return append(film);
    };
    let waited = 0;
    const order = await run({ awaitRoom: async () => void waited++ });
    expect([order.length, waited]).toEqual([8, 1]);
    expect(new Set(pathsIn(await report(order))).size).toBe(8);
  });
});
