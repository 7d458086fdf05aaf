import { writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { BatchProgress } from '#common/batch/batch-progress';
import { BatchControl } from '#node/batch/batch-control';
import { judgeHere, type FilmJudge } from '#node/batch/film-judge';
import { Journal } from '#node/batch/journal';
import { judgedBy, type JudgedFilm } from '#node/batch/journal-records';
import { reportedFrames, runBatch, type BatchWatcher } from '#node/batch/run-batch';
import { createDecodePool } from '#node/decode/decode-pool';
import { createClassifier } from '#node/inference/classifier';
import { reportWriterFor } from '#node/report/report-format';
import type { ScanServices } from '#node/scan/scan-films';
import { filmFile } from '../../support/film-file.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
const isRoot = process.geteuid?.() === 0;
const nobody = 65534;
let root: string;
let films: string;
let services: ScanServices;
let journal: Journal;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'osteon-bad-input-'));
  await chmod(root, 0o755);
  await writeTinyModel(join(root, 'model'), { gain: -16, rows: 64, columns: 64 });
  services = {
    pool: createDecodePool({ workerFile, threads: 2 }),
    classifier: await createClassifier({ modelDirectory: join(root, 'model'), provider: 'cpu' }),
  };
});
afterAll(async () => {
  await services.pool.close();
  await services.classifier.release();
  await rm(root, { recursive: true, force: true });
});
beforeEach(async () => {
  films = await mkdtemp(join(root, 'films-'));
  await chmod(films, 0o755);
  journal = await Journal.create(`${films}.journal`, {
    ...{ kind: 'scan', paths: [films], workingDirectory: '/', filter: {} },
    ...judgedBy(services.classifier.card),
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  await journal.close();
});

const film = (number: number) => filmFile({ InstanceNumber: number });
const below = (path: string) => path.slice(films.length + 1);
const run = (watcher: Partial<BatchWatcher> = {}, judge: FilmJudge = judgeHere(services)) =>
  runBatch(judge, journal, { paths: [films], filter: {}, jobs: 2 }, new BatchControl(), {
    onProgress: () => undefined,
    ...watcher,
  });

/** What became of each file, by its name below the folder. */
async function outcomes(order: Awaited<ReturnType<typeof run>>): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const place of order) {
    const { source, frames } = await journal.read(place);
    const { outcome } = frames[0]!;
    expect(found.has(below(source.path))).toBe(false);
    found.set(below(source.path), outcome.kind === 'failure' ? outcome.error.code : 'judged');
  }
  return found;
}

describe('a batch', () => {
  it('finds the film among thousands of empty files, and has a row for each', async () => {
    const empty = 3000;
    for (let number = 0; number < empty; number++) writeFileSync(join(films, String(number)), '');
    await writeFile(join(films, '1000.dcm'), film(1));
    const found = await outcomes(await run());
    expect(found.get('1000.dcm')).toBe('judged');
    expect([...found.values()].filter((outcome) => outcome === 'file-empty')).toHaveLength(empty);
  }, 60_000);

  it('takes names in whatever writing, also into its table, and has a row for one that is no text', async () => {
    const names = [
      'צילום יד.dcm',
      '\u202egpj.mcd',
      'two\nlines.dcm',
      '=1+1,"quoted".dcm',
      'é and e\u0301.dcm',
      '手😀.dcm',
      '\ufffd.dcm',
      `${'長'.repeat(83)}xx.dcm`,
    ];
    expect(Buffer.byteLength(names.at(-1)!)).toBeLessThanOrEqual(255);
    for (const [number, name] of names.entries()) await writeFile(join(films, name), film(number));
    const latin1 = Buffer.concat([Buffer.from(`${films}/`), Buffer.from('sch\xe4del.dcm', 'latin1')]);
    // Other systems than Linux take no such name.
    const hasLatin1 = await writeFile(latin1, film(9)).then(
      () => true,
      () => false,
    );
    const order = await run();
    const found = await outcomes(order);
    expect(Object.fromEntries(found)).toEqual({
      ...Object.fromEntries(names.map((name) => [name, 'judged'])),
      ...(hasLatin1 && { 'sch\ufffddel.dcm': 'file-unreadable' }),
    });
    let table = '';
    for await (const text of reportWriterFor('a.csv')!(reportedFrames(journal, order))) table += text;
    const rows = parse(table, { columns: true, bom: true }) as { path: string }[];
    expect(rows.map(({ path }) => below(path))).toEqual([...found.keys()]);
  });

  (process.platform === 'win32' ? it.skip : it)(
    'has a row for each file and folder that it may not read, and reads the others',
    async () => {
      await mkdir(join(films, 'closed'));
      for (const [number, name] of ['a.dcm', 'b.dcm', 'closed/c.dcm', 'd.dcm'].entries())
        await writeFile(join(films, name), film(number));
      await chmod(join(films, 'b.dcm'), 0);
      await chmod(join(films, 'closed'), 0);
      // Root may read all; the threads of the pool step down with the process.
      if (isRoot) process.seteuid!(nobody);
      const order = await run().finally(() => isRoot && process.seteuid!(0));
      await chmod(join(films, 'closed'), 0o755);
      expect(Object.fromEntries(await outcomes(order))).toEqual({
        ...{ 'a.dcm': 'judged', 'b.dcm': 'file-unreadable', closed: 'folder-unreadable', 'd.dcm': 'judged' },
      });
    },
  );

  it('comes to its end, each film once, while films go, come and change', async () => {
    const name = (number: number) => `${100 + number}.dcm`;
    for (let number = 0; number < 40; number++) await writeFile(join(films, name(number)), film(number));
    await mkdir(join(films, 'later'));
    const change = async (): Promise<void> => {
      await rm(join(films, name(39)));
      await writeFile(join(films, name(38)), film(38).subarray(0, 3000));
      await writeFile(join(films, 'later', 'new.dcm'), film(50));
    };
    const found = await outcomes(
      await run(
        {},
        {
          pool: services.pool,
          // Few films are in flight when the first is there, and none of those that change.
          async *judge(files, options) {
            let isFirst = true;
            for await (const one of judgeHere(services).judge(files, options)) {
              if (isFirst) await change();
              isFirst = false;
              yield one;
            }
          },
        },
      ),
    );
    expect([name(38), name(39), 'later/new.dcm'].map((each) => found.get(each))).toEqual([
      ...['truncated-file', 'file-not-found', 'judged'],
    ]);
    expect([...found.values()].filter((outcome) => outcome === 'judged')).toHaveLength(39);
    expect(found.size).toBe(41);
  });

  it('heeds no clock: neither one that jumps back nor files of another age', async () => {
    let now = Date.now();
    jest.spyOn(Date, 'now').mockImplementation(() => (now -= 3_600_000));
    for (let number = 0; number < 6; number++) await writeFile(join(films, `${number}.dcm`), film(number));
    await utimes(join(films, '0.dcm'), new Date(0), new Date(0));
    await utimes(join(films, '1.dcm'), new Date('2100-01-01'), new Date('2100-01-01'));
    const rates: (number | null)[] = [];
    const onProgress = ({ filmsPerSecond }: BatchProgress) => void rates.push(filmsPerSecond);
    const found = await outcomes(await run({ onProgress }));
    expect([...found.values()]).toEqual(Array(6).fill('judged'));
    expect(rates.every((rate) => rate === null || rate >= 0)).toBe(true);
    await utimes(join(films, '1.dcm'), new Date('1999-01-01'), new Date('1999-01-01'));
    const again: JudgedFilm[] = [];
    await run({ onJudged: (one) => void again.push(one) });
    // The one that was touched is written down under its new stamp, by what was said of its bytes.
    expect(again.map(({ source }) => below(source.path))).toEqual(['1.dcm']);
    expect(journal.places).toHaveLength(7);
  });
});
