import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StudyIndex } from '#node/index/study-index';

let folder: string;
let index: StudyIndex;
const open = (): void => {
  index = new StudyIndex(join(folder, 'studies.db'));
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-worklist-'));
  open();
});
afterEach(() => {
  index.close();
  rmSync(folder, { recursive: true });
});

const out = '/results.csv';
const films = (...names: string[]) => names.map((path) => ({ source: { path }, film: `"${path}"` }));
const told = (judge: string, after = 0) =>
  index.recallWorklist(judge, after).films.map(({ film, isOlder }) => `${film}${isOlder ? ' older' : ''}`);

describe('the worklist of the index', () => {
  it('outlasts the program, in the order in which the films came, and replaces a film in its place', () => {
    index.keepWorklist('now', { out, films: films('a', 'b') });
    index.keepWorklist('now', { out, films: [{ source: { path: 'a' }, film: 'anew' }] });
    index.close();
    open();
    expect(told('now')).toEqual(['anew', '"b"']);
  });

  it('tells films of another judge from those of the present one, and keeps them until they are judged anew', () => {
    index.keepWorklist('before', { out, films: films('a', 'b') });
    index.beginWorklist('now', out);
    index.keepWorklist('now', { out, films: films('b') });
    expect(told('now')).toEqual(['"a" older', '"b"']);
  });

  it('begins empty for another report, and for the same one and judge', () => {
    index.keepWorklist('now', { out, films: films('a') });
    index.beginWorklist('now', out);
    expect(told('now')).toEqual([]);
    index.keepWorklist('before', { out, films: films('a') });
    index.beginWorklist('now', '/other.csv');
    expect(told('now')).toEqual([]);
  });

  it('comes in pages, each film once', () => {
    const names = Array.from({ length: 2300 }, (_, i) => `film ${i}`);
    index.keepWorklist('now', { out, films: films(...names) });
    const seen: string[] = [];
    for (let place: number | null = 0; place !== null; place = index.recallWorklist('now', place).next)
      seen.push(...told('now', place));
    expect(seen).toEqual(names.map((name) => `"${name}"`));
  });

  it('goes with the index', () => {
    index.keepWorklist('now', { out, films: films('a') });
    index.clear();
    expect(told('now')).toEqual([]);
  });
});
