import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { LabelledFilm } from '../../../../training/dataset/labelled-film.ts';
import { checkLeakage } from '../../../../training/dataset/leakage/check-leakage.ts';
import { formatLeakage } from '../../../../training/dataset/leakage/format-leakage.ts';
import type { Split } from '../../../../training/dataset/split.ts';
import { encodeJpeg } from '../../../support/codestreams.ts';
import { madeUpLimb, mirrored, turned, type Picture } from '../../../support/planted-copies.ts';
import { radiograph } from '../../../support/radiographs.ts';

/** A thread loads TypeScript first, which takes a second or two, more on a busy machine. */
jest.setTimeout(120_000);

const original = madeUpLimb(1);
const { rows, columns } = original;

/** What people do to films before they publish or archive them a second time. */
const copies: Readonly<Record<string, Picture>> = {
  'the same pixels in another file': original,
  'at half size': turned(original, 0, { rows: rows / 2, columns: columns / 2, scale: 0.5 }),
  'turned by 90 degrees': turned(original, 90, { rows: columns, columns: rows }),
  'turned by 180 degrees': turned(original, 180, original),
  'turned by 7 degrees': turned(original, 7, original),
  'turned by 33 degrees on a square': turned(original, 33, { rows, columns: rows }),
  'turned by 12 degrees on a larger canvas': turned(original, 12, {
    rows: Math.round(rows * 0.978 + columns * 0.208),
    columns: Math.round(columns * 0.978 + rows * 0.208),
  }),
  mirrored: mirrored(original),
  'mirrored and turned by 251 degrees on a square': turned(mirrored(original), 251, { rows, columns: rows }),
  'padded to a square': turned(original, 0, { rows, columns: rows }),
  darkened: { ...original, pixels: original.pixels.map((level) => 255 * (level / 255) ** 1.3) },
};
const others = Array.from({ length: 24 }, (_, seed) => madeUpLimb(100 + seed));

describe('checkLeakage', () => {
  let folder: string;
  let keptIn: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-leakage-'));
    keptIn = join(folder, 'kept', 'prints.ndjson');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function write(file: string, split: Split, bytes: Uint8Array): Promise<LabelledFilm> {
    const path = join(folder, file);
    await writeFile(path, bytes);
    return radiograph(file, { path, split, group: file });
  }
  const png = ({ rows: height, columns: width, pixels }: Picture): Uint8Array =>
    encode({ width, height, data: pixels, channels: 1, depth: 8 });
  const writeOthers = (split: Split, films: readonly Picture[]): Promise<readonly LabelledFilm[]> =>
    Promise.all(films.map((film, i) => write(`other ${split} ${i}.png`, split, png(film))));

  it('finds every planted copy and takes no other film for one', async () => {
    const planted = await Promise.all([
      ...Object.entries(copies).map(([name, film]) => write(`${name}.png`, 'test', png(film))),
      write('as JPEG of quality 40.jpg', 'test', await encodeJpeg(original.pixels, columns, rows, 1, 40)),
      write('the same file.png', 'test', png(original)),
    ]);
    const films = [
      await write('original.png', 'train', png(original)),
      ...(await writeOthers('train', others.slice(0, 12))),
      ...(await writeOthers('test', others.slice(12))),
      ...planted,
    ];
    const { pairs, unread } = await checkLeakage(films, { keptIn, threads: 1 });
    const test = pairs.find(({ known, judged }) => known === 'train' && judged === 'test')!;
    expect(new Set(test.leaked.map(({ film }) => film.file))).toEqual(
      new Set(planted.map(({ file }) => file)),
    );
    expect(new Set(test.leaked.map(({ copyOf }) => copyOf.file))).toEqual(new Set(['original.png']));
    expect(test.leaked.filter(({ kind }) => kind === 'identical').map(({ film }) => film.file)).toEqual([
      'the same pixels in another file.png',
      'the same file.png',
    ]);
    expect([test.films, unread]).toEqual([12 + planted.length, 0]);
  });

  it('counts groups in two splits, films that cannot be read and labels that contradict, and prints all', async () => {
    const films = [
      await write('a.png', 'train', png(original)),
      { ...(await write('b.png', 'test', png(original))), fractured: true, group: 'a.png' },
      await write('broken.png', 'test', png(original).subarray(0, 200)),
      await write('c.png', 'validation', png(others[0]!)),
    ];
    const report = await checkLeakage(films, { keptIn, threads: 1 });
    expect(formatLeakage(report)).toBe(
      [
        'Leakage between splits:',
        'known       judged      films  identical  near copies  leaked   shared groups',
        'train       validation  1      0          0            0.0 %    0',
        'train       test        1      1          0            100.0 %  1',
        'validation  test        1      0          0            0.0 %    0',
        '  test: b.png is the same file as a.png of train, with the other label',
        'Not compared, as they could not be read: 1.',
      ].join('\n'),
    );
  });

  it('decodes a film once, and anew when it changed', async () => {
    const films = [
      await write('a.png', 'train', png(original)),
      await write('b.png', 'test', png(others[0]!)),
    ];
    const decoded: number[] = [];
    const check = async (): Promise<void> => {
      await checkLeakage(films, { keptIn, threads: 1, onProgress: (done) => decoded.push(done) });
    };
    await check();
    await writeFile(keptIn, `${await readFile(keptIn, 'utf8')}{"stamp":"cut o`);
    await check();
    expect(decoded).toEqual([1, 2]);
    await writeFile(films[1]!.path, Buffer.concat([png(others[1]!), Buffer.alloc(8)]));
    await check();
    expect(decoded).toEqual([1, 2, 1]);
  });
});
