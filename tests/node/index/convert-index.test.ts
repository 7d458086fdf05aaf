import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { everyStudy } from '#common/browse/study-query';
import { convertIndex } from '#node/index/convert-index';
import { StudyIndex } from '#node/index/study-index';
import { indexedFilm } from '../../support/indexed-films.ts';

const key = Buffer.alloc(32, 7);
const otherKey = Buffer.alloc(32, 8);
/** Words that stand for a person, each in another column; a thumbnail is never kept. */
const personal = [
  'ZIMTSTERN',
  'PID-90210',
  '19440404',
  'Sturz vom Apfelbaum',
  'Rückruf an Hausarzt',
  'Spalt hier',
];

let folder: string;
let films: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-sealed-'));
  films = mkdtempSync(join(tmpdir(), 'osteon-cupboard-'));
  file = join(folder, 'studies.db');
});
afterEach(() => {
  for (const each of [folder, films]) rmSync(each, { recursive: true, force: true });
});

/** Everything about one made-up person that an index keeps. */
async function fill(index: StudyIndex) {
  const film = await indexedFilm(films, 'film-of-zimtstern', 'bytes', {
    patientName: 'ZIMTSTERN^ANIS',
    patientId: 'PID-90210',
    patientBirthDate: '19440404',
    studyDescription: 'Sturz vom Apfelbaum',
  });
  const [placed] = await index.add([film]);
  const place = { path: film.path, stamp: film.stamp, frame: 0, sopInstanceUid: '1.2.3.4' };
  index.setNote(placed!.studyId, 'Rückruf an Hausarzt', '');
  index.keepMarks(place, {
    put: [{ id: 'a', shape: 'text', points: [{ x: 0.1, y: 2 / 3 }], text: 'Spalt hier', labelAt: null }],
    removed: [],
    calibration: { millimetresPerUnit: 0.1 + 0.2, by: 'line', millimetres: 34.2 },
    isKeyImage: true,
  });
  return { place, studyId: placed!.studyId };
}

/** Which of the words lie in a file of the index's folder, in either of the encodings that SQLite has. */
function found(): readonly string[] {
  const contents = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => readFileSync(join(folder, name)));
  return [...personal, 'film-of-zimtstern', 'osteon-cupboard'].filter((word) =>
    contents.some((bytes) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'))),
  );
}

const read = (index: StudyIndex, place: Parameters<StudyIndex['recallMarks']>[0]) => ({
  marks: index.recallMarks(place),
  studies: index.find(everyStudy).studies,
});

describe('convertIndex', () => {
  it('leaves no word about a person readable, keeps every mark, and gives all back when decrypted', async () => {
    const plain = new StudyIndex(file);
    const { place, studyId } = await fill(plain);
    const before = read(plain, place);
    expect(found()).toContain('ZIMTSTERN');
    plain.close();

    convertIndex(file, null, key);
    expect(found()).toEqual([]);
    const sealed = new StudyIndex(file, key);
    expect(sealed.state).toEqual({ saved: true, sealed: true, setAside: null });
    expect(read(sealed, place)).toEqual(before);
    expect(sealed.find({ ...everyStudy, text: 'zimtstern apfelbaum' }).total).toBe(1);
    sealed.setNote(studyId, 'Rückruf an Hausarzt, erledigt', 'Rückruf an Hausarzt');
    expect(found()).toEqual([]);
    sealed.close();
    expect(found()).toEqual([]);
    expect(readdirSync(folder)).toEqual(['studies.db.sealed']);

    convertIndex(file, key, null);
    expect(readdirSync(folder)).toEqual(['studies.db']);
    const again = new StudyIndex(file);
    expect(read(again, place).marks).toEqual(before.marks);
    expect(again.summaries([studyId])[0]!.note).toBe('Rückruf an Hausarzt, erledigt');
    again.close();
  });

  it('begins an encrypted index where there was none', async () => {
    convertIndex(file, null, key);
    const index = new StudyIndex(file, key);
    const { place } = await fill(index);
    index.close();
    expect(found()).toEqual([]);
    const again = new StudyIndex(file, key);
    expect(again.recallMarks(place)).toMatchObject({
      isKeyImage: true,
      annotations: [{ text: 'Spalt hier' }],
    });
    again.close();
  });

  it('sets aside what its key does not open, whole, and begins anew under the new key', async () => {
    convertIndex(file, null, key);
    const index = new StudyIndex(file, key);
    await fill(index);
    index.close();
    const locked = readFileSync(`${file}.sealed`);
    convertIndex(file, null, otherKey);
    const anew = new StudyIndex(file, otherKey);
    expect(anew.state).toEqual({ saved: true, sealed: true, setAside: null });
    expect(anew.find(everyStudy).total).toBe(0);
    anew.close();
    const aside = readdirSync(folder).find((name) => /^studies\.db\.sealed\.locked-\d+$/.test(name));
    expect(readFileSync(join(folder, aside!)).equals(locked)).toBe(true);
  });

  it('is brought to its end where a process was killed on the way', async () => {
    const plain = new StudyIndex(file);
    const { place } = await fill(plain);
    plain.close();
    const left = readFileSync(file);
    convertIndex(file, null, key);
    // Killed after the encrypted index took over and before the plain one was gone.
    writeFileSync(file, left);
    const sealed = new StudyIndex(file, key);
    expect(sealed.state).toMatchObject({ sealed: true });
    sealed.close();
    expect(found()).toEqual([]);
    // Killed while the decrypted copy was being written.
    writeFileSync(`${file}.new`, left.subarray(0, 5000));
    // Killed between the two renamings of a decryption.
    const between = new StudyIndex(file, key);
    expect(between.recallMarks(place)).toMatchObject({ isKeyImage: true });
    between.close();
    renameSync(`${file}.sealed`, `${file}.sealed.old`);
    writeFileSync(`${file}.new`, left);
    const decrypted = new StudyIndex(file);
    expect(decrypted.state).toEqual({ saved: true, sealed: false, setAside: null });
    expect(decrypted.recallMarks(place)).toMatchObject({ isKeyImage: true });
    decrypted.close();
    expect(readdirSync(folder)).toEqual(['studies.db']);
  });
});

describe('an encrypted index', () => {
  beforeEach(() => convertIndex(file, null, key));

  it('stays as it is while its key is not to be had, and says so', async () => {
    const index = new StudyIndex(file, key);
    await fill(index);
    index.close();
    const bytes = readFileSync(`${file}.sealed`);
    const without = new StudyIndex(file);
    expect(without.state).toMatchObject({ saved: false, error: { code: 'index-locked' } });
    await fill(without);
    without.close();
    expect(readFileSync(`${file}.sealed`).equals(bytes)).toBe(true);
    expect(readdirSync(folder)).toEqual(['studies.db.sealed']);
  });

  it('is set aside under a wrong key, and its films are opened into a new one', async () => {
    const index = new StudyIndex(file, otherKey);
    expect(index.state).toEqual({ saved: true, sealed: true, setAside: 'index-locked' });
    await fill(index);
    index.close();
    expect(found()).toEqual([]);
  });

  it('loses what a crash cut off, which was acknowledged to nobody, and nothing else', async () => {
    const index = new StudyIndex(file, key);
    const { place, studyId } = await fill(index);
    const { length } = readFileSync(`${file}.sealed`);
    index.setNote(studyId, 'cut off', 'Rückruf an Hausarzt');
    index.close();
    truncateSync(`${file}.sealed`, length + 20);
    const after = new StudyIndex(file, key);
    expect(after.state).toMatchObject({ setAside: null });
    expect(after.summaries([studyId])[0]!.note).toBe('Rückruf an Hausarzt');
    expect(after.recallMarks(place)).toMatchObject({ isKeyImage: true });
    after.close();
    expect(readFileSync(`${file}.sealed`)).toHaveLength(length);
  });

  it('opens where a crash left room that was never filled', async () => {
    const index = new StudyIndex(file, key);
    await fill(index);
    index.close();
    const { length } = readFileSync(`${file}.sealed`);
    truncateSync(`${file}.sealed`, length + 5000);
    const after = new StudyIndex(file, key);
    expect(after.state).toMatchObject({ saved: true, setAside: null });
    after.close();
    expect(readFileSync(`${file}.sealed`)).toHaveLength(length);
  });

  it('is set aside as damaged where a bit in its middle is another', async () => {
    const index = new StudyIndex(file, key);
    await fill(index);
    index.close();
    const bytes = readFileSync(`${file}.sealed`);
    // Of the schema, which is not the last thing that was written.
    bytes[600]! ^= 1;
    writeFileSync(`${file}.sealed`, bytes);
    const after = new StudyIndex(file, key);
    expect(after.state).toEqual({ saved: true, sealed: true, setAside: 'index-damaged' });
    after.close();
  });

  it('holds nothing more of what was removed, and is no longer than before', async () => {
    const index = new StudyIndex(file, key);
    const { length } = readFileSync(`${file}.sealed`);
    const { studyId } = await fill(index);
    expect(readFileSync(`${file}.sealed`).length).toBeGreaterThan(length);
    index.remove([studyId]);
    index.close();
    const again = new StudyIndex(file, key);
    expect(again.find(everyStudy).total).toBe(0);
    again.clear();
    again.close();
    expect(readFileSync(`${file}.sealed`).length).toBeLessThan(length * 2);
  });
});
