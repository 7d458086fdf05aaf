import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noAttributes } from '#common/dicom/attributes';
import { Journal } from '#node/batch/journal';
import { toJudgedFilm, type BatchConditions, type JudgedFilm } from '#node/batch/journal-records';
import { openJournal } from '#node/batch/open-journal';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-journal-'));
  path = join(folder, 'results.csv.journal');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const conditions: BatchConditions = {
  kind: 'scan',
  paths: ['films'],
  workingDirectory: '/',
  filter: {},
  model: { name: 'm', version: '1', sha256: 'a' },
  judgement: 'b',
};
const film = (name: string): JudgedFilm => ({
  source: { path: `films/${name} ä\u2028` },
  stamp: `stamp of ${name}`,
  contentSha256: `content of ${name}`,
  attributes: null,
  frames: [
    { frame: 0, outcome: { kind: 'result', result: { scope: { status: 'outOfScope', reason: 'view' } } } },
  ],
});
const written = async (...names: string[]): Promise<Buffer> => {
  const journal = await Journal.create(path, conditions);
  for (const name of names) await journal.append(film(name));
  await journal.close();
  return readFile(path);
};
const filmsOf = async (journal: Journal): Promise<JudgedFilm[]> => {
  const films: JudgedFilm[] = [];
  for (const place of journal.places) films.push(await journal.read(place));
  return films;
};
const reopened = async <T>(use: (journal: Journal) => Promise<T>): Promise<T> => {
  const journal = await Journal.open(path);
  if (journal === null) throw new Error('no header');
  try {
    return await use(journal);
  } finally {
    await journal.close();
  }
};

describe('Journal', () => {
  it('gives back what was written down, and knows it by its file and by its content', async () => {
    await written('a', 'b');
    await reopened(async (journal) => {
      expect(journal.conditions).toEqual(conditions);
      expect(await filmsOf(journal)).toEqual([film('a'), film('b')]);
      const { source } = film('a');
      expect(journal.isKnown(source, 'stamp of a')).toBe(true);
      expect(journal.isKnown(source, 'another stamp')).toBe(false);
      expect(journal.isKnown({ ...source, members: [{ index: 0, name: 'm', crc32: 1 }] }, 'stamp of a')).toBe(
        false,
      );
      expect(await journal.readContent('content of b')).toEqual(film('b'));
      expect(journal.hasContent('content of c')).toBe(false);
    });
  });

  it('cut at any byte, has every film that was written whole, and takes in the next one behind it', async () => {
    const bytes = await written('a', 'b');
    const ends = [...bytes.entries()].filter(([, byte]) => byte === 10).map(([at]) => at + 1);
    for (let length = 0; length < bytes.length; length++) {
      await writeFile(path, bytes.subarray(0, length));
      const whole = ends.filter((end) => end <= length).length;
      if (whole === 0) {
        expect(await Journal.open(path)).toBeNull();
        continue;
      }
      await reopened((journal) => journal.append(film('c')));
      const expected = [...['a', 'b'].slice(0, whole - 1), 'c'].map(film);
      expect(await reopened(filmsOf)).toEqual(expected);
    }
  });

  it('passes over a line that was changed, and over nothing else', async () => {
    const bytes = await written('a', 'b', 'c');
    const [header = 0, first = 0, second = 0] = [...bytes.entries()]
      .filter(([, byte]) => byte === 10)
      .map(([at]) => at + 1);
    for (let at = first; at < second - 1; at++) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      await writeFile(path, changed);
      const films = await reopened(filmsOf);
      expect(films).toEqual([film('a'), film('c')]);
    }
    const changed = Buffer.from(bytes);
    changed[header - 20]! ^= 1;
    await writeFile(path, changed);
    await expect(Journal.open(path)).rejects.toMatchObject({ code: 'journal-damaged' });
  });

  it('is not fooled by the zeros that a power cut leaves at the end', async () => {
    const bytes = await written('a');
    await truncate(path, bytes.length + 5000);
    await reopened((journal) => journal.append(film('b')));
    expect(await reopened(filmsOf)).toEqual([film('a'), film('b')]);
  });
});

describe('toJudgedFilm', () => {
  it('keeps no name of a patient', () => {
    const attributes = { ...noAttributes, patientName: 'Made^Up', patientId: '7', viewPosition: 'PA' };
    const judged = toJudgedFilm({ ...film('a'), source: { path: 'a' }, attributes, frames: [] });
    expect(JSON.stringify(judged)).not.toContain('Made');
    expect(judged.attributes).toMatchObject({ patientId: '7', viewPosition: 'PA' });
  });
});

describe('openJournal', () => {
  it('refuses to begin over an unfinished one, goes on with it, or drops it, as it is told', async () => {
    await written('a');
    await expect(openJournal(path, conditions, 'fresh')).rejects.toMatchObject({ code: 'scan-unfinished' });
    const counts: number[] = [];
    for (const start of ['resume', 'restart'] as const) {
      const journal = await openJournal(path, conditions, start);
      counts.push(journal.places.length);
      await journal.close();
    }
    expect(counts).toEqual([1, 0]);
  });

  it.each([
    ['another model', { model: { ...conditions.model, sha256: 'z' } }],
    ['another operating point', { judgement: 'z' }],
    ['other files or folders', { paths: ['films', 'more'] }],
    ['other filters', { filter: { modalities: ['DX'] } }],
    ['another working directory', { workingDirectory: '/home' }],
    ['osteon scan', { kind: 'watch' as const }],
  ])('refuses one that was begun with %s', async (words, difference) => {
    await written('a');
    await expect(openJournal(path, { ...conditions, ...difference }, 'resume')).rejects.toMatchObject({
      code: 'journal-mismatch',
      message: expect.stringContaining(words) as string,
    });
  });

  it('finds nothing to resume where nothing was begun', async () => {
    await expect(openJournal(path, conditions, 'resume')).rejects.toMatchObject({ code: 'file-not-found' });
  });
});
