import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Calibration } from '#common/measure/calibration';
import { StudyIndex } from '#node/index/study-index';
import { indexedFilm } from '../../support/indexed-films.ts';

const line: Calibration = { millimetresPerUnit: 0.139, by: 'line', millimetres: 25 };
const ball: Calibration = { millimetresPerUnit: 0.141, by: 'object', millimetres: 25.4 };

describe('the calibrations of the index', () => {
  let folder: string;
  let file: string;
  let index: StudyIndex;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-calibrations-'));
    file = join(folder, 'index.db');
    index = new StudyIndex(file);
  });
  afterEach(() => {
    index.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** A film that the index has, frame by frame. */
  async function placed(name: string) {
    const film = await indexedFilm(folder, name, `bytes of ${name}`, {
      sopInstanceUid: `1.2.${name.length}`,
    });
    const { studyId } = (await index.add([film]))[0]!;
    const frameOf = (frame: number) => ({ path: film.path, stamp: film.stamp, frame, sopInstanceUid: null });
    return { studyId, frameOf };
  }

  it('outlast the program, each with its frame', async () => {
    const { frameOf } = await placed('a');
    expect(index.keepCalibration(frameOf(0), line)).toBe(true);
    index.keepCalibration(frameOf(1), line);
    index.keepCalibration(frameOf(1), ball);
    index.close();
    index = new StudyIndex(file);
    expect([0, 1, 2].map((frame) => index.recallCalibration(frameOf(frame)))).toEqual([line, ball, null]);
  });

  it('are taken back, and removed with their study', async () => {
    const { frameOf, studyId } = await placed('a');
    index.keepCalibration(frameOf(0), line);
    index.keepCalibration(frameOf(0), null);
    expect(index.recallCalibration(frameOf(0))).toBeNull();
    index.keepCalibration(frameOf(0), line);
    index.remove([studyId]);
    await placed('a');
    expect(index.recallCalibration(frameOf(0))).toBeNull();
  });

  it('are of one film and no other', async () => {
    const [first, second] = [await placed('a'), await placed('bb')];
    index.keepCalibration(first.frameOf(0), line);
    expect(index.recallCalibration(second.frameOf(0))).toBeNull();
  });

  it('are not kept of a film that is not there, or is another by now', async () => {
    const { frameOf } = await placed('a');
    expect(index.keepCalibration({ ...frameOf(0), stamp: 'later' }, line)).toBe(false);
    expect(index.recallCalibration(frameOf(0))).toBeNull();
  });
});
