import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyStudy } from '#common/browse/study-query';
import type { StudyQuery } from '#common/browse/study-summary';
import { StudyIndex, type Placed } from '#node/index/study-index';
import { readFileStamp } from '#node/survey/file-stamp';
import { indexedFilm } from '../../support/indexed-films.ts';
import { predicted } from '../../support/synthetic-results.ts';

let folder: string;
let file: string;
let index: StudyIndex;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-index-'));
  file = join(folder, 'profile', 'index.db');
  index = new StudyIndex(file);
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true, force: true });
});

const everything = everyStudy;
const find = (query: Partial<StudyQuery> = {}) => index.find({ ...everything, ...query }).studies;
const names = (query: Partial<StudyQuery> = {}) => find(query).map(({ patientName }) => patientName);

/** Three patients, one study each. */
async function addThree(): Promise<readonly Placed[]> {
  return index.add([
    await indexedFilm(folder, 'a', 'first'),
    await indexedFilm(folder, 'b', 'second', {
      patientId: '18',
      patientName: 'MÜLLER^JOSÉ',
      studyInstanceUid: '1.3',
      studyDate: '20251224',
      studyDescription: 'Ankle',
      seriesInstanceUid: '1.3.1',
      sopInstanceUid: '1.3.1.1',
      bodyPartExamined: 'ANKLE',
    }),
    await indexedFilm(folder, 'c', 'third', {
      patientId: '19',
      patientName: 'abel^ann',
      studyInstanceUid: '1.4',
      studyDate: null,
      seriesInstanceUid: '1.4.1',
      sopInstanceUid: '1.4.1.1',
    }),
  ]);
}

describe('StudyIndex', () => {
  it('gathers the films of a study and is no different when they are opened again', async () => {
    const films = [
      await indexedFilm(folder, 'pa', 'front'),
      await indexedFilm(folder, 'lat', 'side', { sopInstanceUid: '1.2.3.5' }),
    ];
    const [one, other] = await index.add(films);
    expect(other?.studyId).toBe(one?.studyId);
    const before = find();
    expect(before).toMatchObject([
      {
        patientName: 'DOE^JANE',
        images: 2,
        judged: 0,
        finding: null,
        status: 'unread',
        bodyParts: ['WRIST'],
      },
    ]);
    await index.add(films);
    expect(find()).toEqual(before);
  });

  it('keeps marks, notes and verdicts until the app is started again, readable by the owner only', async () => {
    const film = await indexedFilm(folder, 'pa', 'front');
    const [placed] = await index.add([film]);
    index.setStatus(placed!.studyId, 'flagged');
    index.setNote(placed!.studyId, 'Ask for a lateral.', '');
    const frame = { path: film.path, stamp: film.stamp, frame: 0, sopInstanceUid: '1.2.3.4' };
    expect(index.keepVerdict(frame, 'model', predicted(0.9, 'suspected'))).toBe(placed!.studyId);
    index.close();
    index = new StudyIndex(file);
    index.model = 'model';
    expect(find()).toMatchObject([
      { status: 'flagged', note: 'Ask for a lateral.', finding: 'suspected', probability: 0.9, judged: 1 },
    ]);
    index.model = 'another model';
    expect(find()).toMatchObject([{ finding: null, probability: null, judged: 0 }]);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o077).toBe(0);
  });

  it('finds by the words of name, number, date, body part and description, in any order', async () => {
    await addThree();
    expect(names({ text: 'jose MULLER' })).toEqual(['MÜLLER^JOSÉ']);
    expect(names({ text: '18' })).toEqual(['MÜLLER^JOSÉ']);
    expect(names({ text: '2026-01-02' })).toEqual(['DOE^JANE']);
    expect(names({ text: 'wris fall' })).toEqual(['DOE^JANE', 'abel^ann']);
    expect(names({ text: '%' })).toEqual([]);
  });

  it('filters by status and finding, and sorts with the unknown last either way', async () => {
    await addThree();
    const [doe, muller] = find();
    index.setStatus(doe!.studyId, 'read');
    index.model = 'model';
    const verdict = async (name: string, probability: number, label: 'suspected' | 'notFlagged') => {
      const path = join(folder, name);
      const frame = { path, stamp: await readFileStamp(path), frame: 0, sopInstanceUid: null };
      index.keepVerdict(frame, 'model', predicted(probability, label));
    };
    await verdict('a', 0.2, 'notFlagged');
    await verdict('b', 0.8, 'suspected');
    expect(names({ statuses: ['read', 'flagged'] })).toEqual(['DOE^JANE']);
    expect(names({ findings: ['suspected'] })).toEqual([muller!.patientName]);
    expect(names({ order: 'probability', descending: true })).toEqual([
      'MÜLLER^JOSÉ',
      'DOE^JANE',
      'abel^ann',
    ]);
    expect(names({ order: 'probability' })).toEqual(['DOE^JANE', 'MÜLLER^JOSÉ', 'abel^ann']);
    expect(names({ order: 'date' })).toEqual(['MÜLLER^JOSÉ', 'DOE^JANE', 'abel^ann']);
    expect(names({ order: 'name' })).toEqual(['abel^ann', 'DOE^JANE', 'MÜLLER^JOSÉ']);
  });

  it('counts starred images and finds the studies that have some', async () => {
    const placed = await addThree();
    const starred = placed[0]!;
    const frame = { path: starred.film.path, stamp: starred.film.stamp, sopInstanceUid: null };
    for (const number of [0, 2])
      expect(index.keepMarks({ ...frame, frame: number }, { put: [], removed: [], isKeyImage: true })).toBe(
        starred.studyId,
      );
    expect(find({ keyImages: true })).toMatchObject([{ studyId: starred.studyId, keyImages: 2 }]);
    expect((await index.add([starred.film]))[0]!.keyFrames).toEqual([0, 2]);
    index.keepMarks({ ...frame, frame: 0 }, { put: [], removed: [], isKeyImage: false });
    index.keepMarks({ ...frame, frame: 2 }, { put: [], removed: [], isKeyImage: false });
    expect(find({ keyImages: true })).toEqual([]);
  });

  it('keeps two films of one SOP Instance UID apart and says so, however small the difference', async () => {
    const original = 'x'.repeat(300_000);
    const changed = `${original.slice(0, 100_001)}y${original.slice(100_002)}`;
    await index.add([await indexedFilm(folder, 'one', original)]);
    await index.add([await indexedFilm(folder, 'two', changed)]);
    expect(find()).toMatchObject([{ images: 2, notices: ['sharedInstanceUid'] }]);
  });

  it('puts films that name no study, series or instance with nothing else, and keeps their marks apart', async () => {
    const nameless = {
      patientId: null,
      patientName: null,
      patientBirthDate: null,
      studyInstanceUid: null,
      seriesInstanceUid: null,
      sopInstanceUid: null,
    };
    const films = await Promise.all(
      ['one', 'two'].map((name) => indexedFilm(folder, name, `bytes of ${name}`, nameless)),
    );
    const placed = await index.add(films);
    expect(new Set(placed.map(({ studyId }) => studyId)).size).toBe(2);
    expect(find().map(({ notices }) => notices)).toEqual([[], []]);
    const [one, two] = films.map(({ path, stamp }) => ({ path, stamp, frame: 0, sopInstanceUid: null }));
    index.keepMarks(one!, { put: [], removed: [], isKeyImage: true });
    expect(index.recallMarks(two!)).toMatchObject({ isKeyImage: false });
  });

  it('takes a copy of a film elsewhere for the film', async () => {
    const film = await indexedFilm(folder, 'one', 'pixels');
    const [placed] = await index.add([film]);
    copyFileSync(film.path, join(folder, 'copy'));
    const copy = { ...film, path: join(folder, 'copy'), stamp: await readFileStamp(join(folder, 'copy')) };
    expect(await index.add([copy])).toEqual([{ film: copy, studyId: placed!.studyId, keyFrames: [] }]);
    expect(find()).toMatchObject([{ images: 1, notices: [] }]);
    expect(await index.sources(placed!.studyId)).toEqual([{ path: copy.path }]);
  });

  it('leads to no film that is gone and to no other film in its place', async () => {
    const film = await indexedFilm(folder, 'one', 'pixels');
    const side = await indexedFilm(folder, 'side', 'other pixels', { sopInstanceUid: '1.2.3.5' });
    const [placed] = await index.add([film, side]);
    const { studyId } = placed!;
    rmSync(side.path);
    expect(await index.sources(studyId)).toEqual([{ path: film.path }]);
    writeFileSync(film.path, 'another patient, as from another disc');
    await expect(index.sources(studyId)).rejects.toMatchObject({ code: 'file-changed' });
    rmSync(film.path);
    await expect(index.sources(studyId)).rejects.toMatchObject({ code: 'file-not-found' });
    expect(index.remove([studyId])).toEqual([{ path: film.path }, { path: side.path }]);
    await expect(index.sources(studyId)).rejects.toMatchObject({ code: 'unknown-study' });
  });

  it('keeps two patients in one series apart and says so beside both', async () => {
    await index.add([
      await indexedFilm(folder, 'one', 'hers'),
      await indexedFilm(folder, 'two', 'his', { patientId: '99', sopInstanceUid: '1.2.3.9' }),
    ]);
    expect(find().map(({ patientId, notices }) => [patientId, notices])).toEqual([
      ['17', ['severalPatients']],
      ['99', ['severalPatients']],
    ]);
  });

  it('leaves no trace of what is removed in any of its files', async () => {
    await addThree();
    const doe = find()[0]!;
    index.setNote(doe.studyId, 'A note about Jane', '');
    const bytes = () =>
      readdirSync(join(folder, 'profile'), { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => readFileSync(join(folder, 'profile', name), 'latin1'))
        .join('');
    expect(bytes()).toContain('A note about Jane');
    index.remove([doe.studyId]);
    expect(names()).toEqual(['MÜLLER^JOSÉ', 'abel^ann']);
    expect(bytes()).not.toMatch(/DOE\^JANE|about Jane|Wrist after fall\n17/);
    index.clear();
    expect(find()).toEqual([]);
    expect(bytes()).not.toMatch(/abel\^ann/);
  });

  it('answers for a study it does not know with a code', () => {
    expect(() => index.setStatus(4, 'read')).toThrow(expect.objectContaining({ code: 'unknown-study' }));
  });
});
