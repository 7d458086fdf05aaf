import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineEvents, FrameOfFile } from '#common/contract/engine';
import { createEngine, type Engine } from '#node/engine/engine';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const decodeWorker = join(__dirname, '../../../out/main/decode-worker.cjs');
const ofPatientA = filmFile({ PatientID: 'A', SOPInstanceUID: '2.25.10' });
const ofPatientB = filmFile({ PatientID: 'B', SOPInstanceUID: '2.25.11' });

/** One path, and two patients' files of the same length that take turns there, as on discs in one drive. */
describe('an engine under whose paths the files change', () => {
  let folder: string;
  let path: string;
  let engine: Engine;
  let images: EngineEvents['surveyed']['images'][number][];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-swap-'));
    path = join(folder, 'IM0001');
    await writeFile(path, ofPatientA);
    await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
    engine = createEngine();
    images = [];
    engine.onSurveyed((event) => images.push(...event.images));
    await engine.handlers.start({ modelDirectory: join(folder, 'model'), provider: 'cpu', decodeWorker });
  });
  afterEach(async () => {
    await engine.close();
    await rm(folder, { recursive: true, force: true });
  });

  const open = async (): Promise<FrameOfFile> => {
    await engine.handlers.survey({ surveyId: 's', paths: [path] });
    const { stamp, attributes } = images.at(-1)!;
    return { path, frame: 0, stamp, sopInstanceUid: attributes.sopInstanceUid };
  };
  const expectAllRefused = async (file: FrameOfFile): Promise<void> => {
    const refusal = { code: 'file-changed' };
    await expect(engine.handlers.loadFrame(file)).rejects.toMatchObject(refusal);
    await expect(engine.handlers.classify(file)).rejects.toMatchObject(refusal);
  };
  const patientOf = async (file: FrameOfFile) =>
    (await engine.handlers.loadFrame(file)).description.attributes.patientId;

  it('gives nothing of the new file under the name of the old one', async () => {
    const file = await open();
    await writeFile(path, ofPatientB);
    await expectAllRefused(file);
    await expect(engine.handlers.loadThumbnail(file)).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('gives neither file under the other name once both were opened, though the old one is in memory', async () => {
    const old = await open();
    expect(await patientOf(old)).toBe('A');
    await writeFile(path, ofPatientB);
    const reopened = await open();
    expect(await patientOf(reopened)).toBe('B');
    await expectAllRefused(old);
  });

  it('tells two instances apart where the file system cannot', async () => {
    const file = await open();
    await writeFile(path, ofPatientB);
    const { stamp } = await open();
    await expectAllRefused({ ...file, stamp });
  });

  it('shows a film of a disc that was taken out as absent, and again when the disc is back', async () => {
    const file = await open();
    await rename(path, join(folder, 'away'));
    await expect(engine.handlers.loadFrame(file)).rejects.toMatchObject({ code: 'file-not-found' });
    await rename(join(folder, 'away'), path);
    expect(await patientOf(file)).toBe('A');
  });
});
