import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SurveyedImage } from '#common/contract/engine';
import type { MarkChange } from '#common/measure/marks';
import { StudyLibrary } from '#node/engine/study-library';
import { indexedFilm } from '../../support/indexed-films.ts';

const change: MarkChange = {
  put: [{ id: 'one', shape: 'probe', points: [{ x: 1, y: 2 }], text: '', labelAt: null }],
  removed: [],
  calibration: { millimetresPerUnit: 0.2, by: 'line', millimetres: 10 },
};
let folder: string;

beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-kept-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function surveyed(name: string): Promise<SurveyedImage> {
  const film = await indexedFilm(folder, name, `bytes of ${name}`);
  return { ...film, container: 'dicom', scope: { status: 'inScope', reason: 'validated' } };
}

describe('marks kept by the engine', () => {
  it('wait until the film that was opened just before is in the index', async () => {
    const library = new StudyLibrary();
    library.use(join(folder, 'studies.db'));
    const film = await surveyed('hand');
    const frame = { path: film.path, stamp: film.stamp, frame: 0, sopInstanceUid: null };
    library.add([film]);
    await library.keepMarks(frame, change);
    expect(library.recallMarks(frame)).toEqual({
      annotations: change.put,
      calibration: change.calibration,
      isKeyImage: false,
    });
    await expect(library.keepMarks({ ...frame, stamp: 'later' }, change)).rejects.toMatchObject({
      code: 'index-unwritable',
    });
    await library.close();
  });

  it('are none, and are refused, where no index is kept', async () => {
    const library = new StudyLibrary();
    const frame = { path: 'film', stamp: '1', frame: 0, sopInstanceUid: null };
    expect(library.recallMarks(frame)).toBeNull();
    await expect(library.keepMarks(frame, change)).rejects.toMatchObject({ code: 'index-unwritable' });
  });
});
