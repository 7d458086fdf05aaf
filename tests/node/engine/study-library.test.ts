import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyStudy } from '#common/browse/study-query';
import type { LibraryNews } from '#common/contract/engine';
import { createEngine } from '#node/engine/engine';
import { readFileStamp } from '#node/survey/file-stamp';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
let folder: string;
let modelDirectory: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-library-'));
  modelDirectory = join(folder, 'model');
  await writeTinyModel(modelDirectory, { gain: -16, rows: 64, columns: 64 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the index of an engine', () => {
  it('takes in what a survey finds and what the model says, and has it after a new start', async () => {
    const films = await mkdtemp(join(folder, 'films-'));
    await writeFile(join(films, 'hand'), filmFile());
    await writeFile(join(films, 'foot'), filmFile({ PatientID: 'OTHER', SOPInstanceUID: '2.25.9' }));
    const indexFile = join(folder, 'profile', 'studies.db');
    const start = async () => {
      const engine = createEngine();
      await engine.handlers.start({ modelDirectory, provider: 'cpu', decodeWorker, indexFile });
      return engine;
    };

    const engine = await start();
    const changed = new Promise<LibraryNews>((resolve) =>
      engine.onLibrary((news) => news.kind === 'changed' && resolve(news)),
    );
    const order: string[] = [];
    engine.onSurveyed(({ images }) => order.push(...images.map(() => 'announced')));
    const indexed = new Promise<void>((resolve) => {
      let films = 0;
      engine.onLibrary((news) => {
        order.push(news.kind);
        films += news.kind === 'indexed' ? news.films.length : 0;
        if (films === 2) resolve();
      });
    });
    await engine.handlers.survey({ surveyId: 's', paths: [films] });
    await indexed;
    const found = await engine.handlers.findStudies({ ...everyStudy, text: 'made-up' });
    // The same study UIDs under two patients.
    const hand = found.studies.find(({ patientId }) => patientId === 'MADE-UP')!;
    expect(hand).toMatchObject({ images: 1, status: 'unread', notices: ['severalPatients'] });
    const [source] = await engine.handlers.studySources(hand.studyId);
    await engine.handlers.classify({
      ...source!,
      frame: 0,
      stamp: await readFileStamp(source!.path),
      sopInstanceUid: '2.25.1',
    });
    expect(await changed).toMatchObject({ studies: [{ studyId: hand.studyId, finding: 'doubtful' }] });
    expect(order[0]).toBe('announced');
    const marked = new Promise<LibraryNews>((resolve) => engine.onLibrary(resolve));
    await engine.handlers.setStudyStatus({ studyId: hand.studyId, status: 'read' });
    expect(await marked).toMatchObject({
      kind: 'changed',
      studies: [{ studyId: hand.studyId, status: 'read' }],
    });
    await engine.close();

    const next = await start();
    expect((await next.handlers.findStudies({ ...everyStudy, statuses: ['read'] })).studies).toMatchObject([
      { studyId: hand.studyId, finding: 'doubtful', judged: 1 },
    ]);
    await next.handlers.clearIndex(undefined);
    expect(await next.handlers.findStudies(everyStudy)).toMatchObject({ studies: [], total: 0 });
    await next.close();
  }, 60_000);

  it('is refused by an engine that was started without one', async () => {
    const engine = createEngine();
    await engine.handlers.start({ modelDirectory, provider: 'cpu', decodeWorker });
    await expect(engine.handlers.findStudies(everyStudy)).rejects.toMatchObject({ code: 'index-unwritable' });
    await engine.close();
  });
});
