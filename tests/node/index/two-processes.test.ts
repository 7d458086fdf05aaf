import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { convertIndex } from '#node/index/convert-index';
import { StudyIndex } from '#node/index/study-index';
import { indexedFilm } from '../../support/indexed-films.ts';

const tsx = createRequire(__filename).resolve('tsx/cjs');
const checkout = join(__dirname, '../../..');
const writer = `require(${JSON.stringify(join(checkout, 'tests/support/index-writer.ts'))})`;

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-turns-'));
  file = join(folder, 'index.db');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Writer = ChildProcessByStdio<null, Readable, null>;

/** Another Osteon, as far as the index can tell. */
function write(
  place: object,
  name: string,
  count: number,
  { key, before = [] }: { readonly key: Buffer | null; readonly before?: readonly string[] },
): Writer {
  const told = [file, JSON.stringify(place), name, String(count), ...(key ? [key.toString('hex')] : [])];
  const args = ['--require', tsx, '-e', writer, '--', ...told];
  const [command, ...rest] = [...before, process.execPath, ...args];
  return spawn(command!, rest, { cwd: checkout, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function film(index: StudyIndex) {
  const { path, stamp, ...rest } = await indexedFilm(folder, 'film', 'bytes of a film');
  const [placed] = await index.add([{ path, stamp, ...rest }]);
  return { place: { path, stamp, frame: 0, sopInstanceUid: null }, studyId: placed!.studyId };
}

const kinds = [
  ['plain', null],
  ['encrypted', Buffer.alloc(32, 7)],
] as const;

describe.each(kinds)('an index, %s, that several processes keep', (_, key) => {
  beforeEach(() => convertIndex(file, null, key));

  it('has what each of them wrote at the same time, and goes on in all of them', async () => {
    const index = new StudyIndex(file, key);
    const { place, studyId } = await film(index);
    const writers = ['one', 'two'].map((name) => write(place, name, 20, { key }));
    const ended = Promise.all(writers.map((child) => once(child, 'close')));
    let notes = 0;
    let running = true;
    void ended.then(() => (running = false));
    while (running) {
      index.setNote(studyId, `note ${notes + 1}`, notes === 0 ? '' : `note ${notes}`);
      notes++;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect((await ended).map(([code]) => code as number)).toEqual([0, 0]);
    const ids = index.recallMarks(place)!.annotations.map(({ id }) => id);
    const expected = ['one', 'two'].flatMap((name) => Array.from({ length: 20 }, (_, n) => `${name}-${n}`));
    expect([...ids].sort()).toEqual(expected.sort());
    expect(index.summaries([studyId])[0]!.note).toBe(`note ${notes}`);
    index.close();
    expect([`${file}.owner`, `${file}.wanted`, `${file}.lock`].filter((path) => existsSync(path))).toEqual(
      [],
    );
  }, 120_000);

  it('is taken over from a process that was killed, with all that it had said it kept', async () => {
    const before = new StudyIndex(file, key);
    const { place } = await film(before);
    before.close();
    const child = write(place, 'killed', 100_000, { key });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('\n').length > 20) child.kill('SIGKILL');
    });
    await once(child, 'close');
    const kept = said.slice(0, said.lastIndexOf('\n')).split('\n');
    const index = new StudyIndex(file, key);
    expect(index.state).toEqual({ saved: true, sealed: key !== null, setAside: null });
    const ids = index.recallMarks(place)!.annotations.map(({ id }) => id);
    expect(ids.slice(0, kept.length)).toEqual(kept);
    index.close();
  }, 120_000);

  const underLimit = process.platform === 'win32' ? it.skip : it;
  underLimit(
    'has all that was said to be kept when its medium is full, and goes on when there is room',
    async () => {
      const before = new StudyIndex(file, key);
      const { place } = await film(before);
      before.close();
      // The shell's limit for every file, in blocks of 512 bytes or of 1,024; a write beyond it fails.
      const limited = ['/bin/sh', '-c', `trap '' XFSZ; ulimit -f 400; exec "$@"`, 'sh'];
      const child = write(place, 'full', 100_000, { key, before: limited });
      let said = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
      await once(child, 'close');
      const lines = said.trim().split('\n');
      expect(lines.at(-1)).toBe('index-unwritable');
      const kept = lines.slice(0, -1);
      expect(kept.length).toBeGreaterThan(1);
      const index = new StudyIndex(file, key);
      expect(index.recallMarks(place)!.annotations.map(({ id }) => id)).toEqual(kept);
      expect(index.keepMarks(place, { put: [], removed: [kept[0]!] })).not.toBeNull();
      expect(index.recallMarks(place)!.annotations).toHaveLength(kept.length - 1);
      index.close();
    },
    120_000,
  );
});

describe('an index whose turn another process has', () => {
  it('is taken over where another program has the number of a process that is gone', async () => {
    writeFileSync(`${file}.owner`, String(process.ppid));
    const long = Date.now() / 1000 - 60;
    utimesSync(`${file}.owner`, long, long);
    const index = new StudyIndex(file);
    expect(index.state).toEqual({ saved: true, sealed: false, setAside: null });
    index.close();
  });

  it('is refused by name while a living process does not give way, and left alone', () => {
    writeFileSync(`${file}.owner`, String(process.ppid));
    const index = new StudyIndex(file);
    expect(index.state).toMatchObject({
      saved: false,
      error: { code: 'index-unwritable', message: 'Another Osteon is using the index of studies.' },
    });
    index.close();
    expect(readFileSync(`${file}.owner`, 'utf8')).toBe(String(process.ppid));
  });
});
