import { copyFileSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Annotation } from '#common/measure/annotation';
import type { Calibration } from '#common/measure/calibration';
import { noMarks, type MarkChange } from '#common/measure/marks';
import { StudyIndex } from '#node/index/study-index';
import { readFileStamp } from '#node/survey/file-stamp';
import { indexedFilm } from '../../support/indexed-films.ts';

const line: Calibration = { millimetresPerUnit: 0.139, by: 'line', millimetres: 25 };
const ball: Calibration = { millimetresPerUnit: 0.141, by: 'object', millimetres: 25.4 };
const arrow: Annotation = {
  id: 'arrow',
  shape: 'arrow',
  points: [
    { x: 1.25, y: 2 },
    { x: 30, y: -0.125 },
  ],
  text: 'Höhe 骨折 كسر 🦴',
  labelAt: { x: 4.5, y: 6 },
};
const ring: Annotation = { ...arrow, id: 'ring', shape: 'ellipse', text: '', labelAt: null };
const put = (...annotations: Annotation[]): MarkChange => ({ put: annotations, removed: [] });
const calibrated = (calibration: Calibration | null): MarkChange => ({ ...put(), calibration });

describe('the marks of the index', () => {
  let folder: string;
  let file: string;
  let index: StudyIndex;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'osteon-marks-'));
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
    return { film, studyId, frameOf };
  }

  it('outlast the program, each with its frame, in the order they were drawn', async () => {
    const { frameOf, studyId } = await placed('a');
    expect(index.keepMarks(frameOf(0), { ...put(ring, arrow), calibration: line })).toBe(studyId);
    index.keepMarks(frameOf(1), { ...calibrated(ball), isKeyImage: true });
    index.keepMarks(frameOf(0), put({ ...ring, text: 'sesamoid' }));
    index.close();
    index = new StudyIndex(file);
    expect([0, 1, 2].map((frame) => index.recallMarks(frameOf(frame)))).toEqual([
      { annotations: [{ ...ring, text: 'sesamoid' }, arrow], calibration: line, isKeyImage: false },
      { annotations: [], calibration: ball, isKeyImage: true },
      noMarks,
    ]);
  });

  it('are taken back one by one, and removed with their study', async () => {
    const { frameOf, studyId } = await placed('a');
    index.keepMarks(frameOf(0), { ...put(ring, arrow), calibration: line, isKeyImage: true });
    index.keepMarks(frameOf(0), { put: [], removed: ['ring'], calibration: null, isKeyImage: false });
    expect(index.recallMarks(frameOf(0))).toEqual({ ...noMarks, annotations: [arrow] });
    index.keepMarks(frameOf(0), { ...calibrated(line), isKeyImage: true });
    index.remove([studyId]);
    expect(index.recallMarks(frameOf(0))).toBeNull();
    const again = await placed('a');
    expect(index.recallMarks(again.frameOf(0))).toEqual(noMarks);
  });

  it('are of one film and no other', async () => {
    const [first, second] = [await placed('a'), await placed('bb')];
    index.keepMarks(first.frameOf(0), { ...put(arrow), calibration: line });
    expect(index.recallMarks(second.frameOf(0))).toEqual(noMarks);
  });

  it('are not kept of a film that is not there, or is another by now', async () => {
    const { frameOf } = await placed('a');
    expect(index.keepMarks({ ...frameOf(0), stamp: 'later' }, put(arrow))).toBeNull();
    expect(index.recallMarks(frameOf(0))).toEqual(noMarks);
    expect(index.recallMarks({ ...frameOf(0), stamp: 'later' })).toBeNull();
  });

  it('go with a film that was moved', async () => {
    const { film, frameOf } = await placed('a');
    index.keepMarks(frameOf(0), put(arrow));
    const path = join(folder, 'moved');
    renameSync(film.path, path);
    const moved = { ...film, path, stamp: await readFileStamp(path) };
    await index.add([moved]);
    expect(index.recallMarks({ ...frameOf(0), path, stamp: moved.stamp })?.annotations).toEqual([arrow]);
  });

  it('are the same for every copy of a film, whichever was opened last', async () => {
    const { film, frameOf, studyId } = await placed('a');
    const path = join(folder, 'copy');
    copyFileSync(film.path, path);
    const copy = { ...film, path, stamp: await readFileStamp(path) };
    await index.add([copy]);
    expect(index.keepMarks(frameOf(0), put(arrow))).toBe(studyId);
    index.keepMarks({ ...frameOf(0), path, stamp: copy.stamp }, put(ring));
    expect(index.recallMarks(frameOf(0))?.annotations).toEqual([arrow, ring]);
    expect(await index.sources(studyId)).toEqual([{ path }]);
    rmSync(path);
    expect(await index.sources(studyId)).toEqual([{ path: film.path }]);
    expect(index.remove([studyId])).toEqual([{ path }, { path: film.path }]);
  });

  it('are kept of a film whose medium went before the index read it, and are there when it is back', async () => {
    const film = await indexedFilm(folder, 'disc', 'pixels');
    const twin = await indexedFilm(folder, 'twin', 'pixels');
    renameSync(film.path, `${film.path}-away`);
    const [gone] = await index.add([film]);
    await index.add([twin]);
    const frame = { ...film, frame: 0, sopInstanceUid: film.attributes.sopInstanceUid };
    expect(index.keepMarks(frame, put(arrow))).toBe(gone!.studyId);
    expect(index.summaries([gone!.studyId])[0]?.notices).toEqual([]);
    renameSync(`${film.path}-away`, film.path);
    await index.add([film]);
    expect(index.recallMarks(frame)?.annotations).toEqual([arrow]);
    expect(await index.sources(gone!.studyId)).toContainEqual({ path: film.path });
  });
});
