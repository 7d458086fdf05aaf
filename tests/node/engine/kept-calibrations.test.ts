import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SurveyedImage } from '#common/contract/ipc';
import type { Calibration } from '#common/measure/calibration';
import { StudyLibrary } from '#node/engine/study-library';
import { indexedFilm } from '../../support/indexed-films.ts';

const calibration: Calibration = { millimetresPerUnit: 0.2, by: 'line', millimetres: 10 };
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-kept-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function surveyed(name: string): Promise<SurveyedImage> {
  const film = await indexedFilm(folder, name, `bytes of ${name}`);
  return { ...film, container: 'dicom', scope: { status: 'inScope', reason: 'validated' } };
}

describe('a calibration kept by the engine', () => {
  it('waits until the film that was opened just before is in the index', async () => {
    const library = new StudyLibrary();
    library.use(join(folder, 'studies.db'));
    const film = await surveyed('hand');
    const frame = { path: film.path, stamp: film.stamp, frame: 0, sopInstanceUid: null };
    library.add([film]);
    await library.keepCalibration(frame, calibration);
    expect(library.recallCalibration(frame)).toEqual(calibration);
    await expect(library.keepCalibration({ ...frame, stamp: 'later' }, calibration)).rejects.toMatchObject({
      code: 'index-unwritable',
    });
    await library.close();
  });

  it('is none, and is refused, where no index is kept', async () => {
    const library = new StudyLibrary();
    const frame = { path: 'film', stamp: '1', frame: 0, sopInstanceUid: null };
    expect(library.recallCalibration(frame)).toBeNull();
    await expect(library.keepCalibration(frame, calibration)).rejects.toMatchObject({
      code: 'index-unwritable',
    });
  });
});
