import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, extname, join } from 'node:path';
import { BatchControl } from '#node/batch/batch-control';
import { judgeHere } from '#node/batch/film-judge';
import { Journal } from '#node/batch/journal';
import { judgedBy } from '#node/batch/journal-records';
import { reportedFrames, runBatch, writeReport, type BatchWatcher } from '#node/batch/run-batch';
import type { Shard } from '#node/batch/shard';
import { mergeCommand } from '#node/cli/merge-command';
import { createDecodePool } from '#node/decode/decode-pool';
import { createClassifier } from '#node/inference/classifier';
import { mergeReports } from '#node/report/merge-reports';
import { reportWriterFor } from '#node/report/report-format';
import { writeOutput } from '#node/report/write-output';
import type { ScanServices } from '#node/scan/scan-films';
import { dicomDirectory } from '../../support/dicom-directory.ts';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';
import { zipBytes } from '../../support/zip-bytes.ts';

const workerFile = join(__dirname, '../../../out/main/decode-worker.cjs');
/** In the order of a scan: a folder stands where its name does, and what an archive holds as the archive has it. */
const names = [
  'A/1',
  'A/2',
  'A.dcm',
  'archive.zip!/z',
  'archive.zip!/b',
  'b!/deeper/3.dcm',
  'b!/x.dcm',
  ...(process.platform === 'win32' ? [] : ['line\r\nfeed, "quoted".dcm']),
  'short.dcm',
  'ä.dcm',
];
let root: string;
let films: string;
let services: ScanServices;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'osteon-shard-'));
  films = join(root, 'films');
  const modelDirectory = join(root, 'model');
  await writeTinyModel(modelDirectory, { gain: -16, rows: 64, columns: 64 });
  services = {
    pool: createDecodePool({ workerFile, threads: 2 }),
    classifier: await createClassifier({ modelDirectory, provider: 'cpu' }),
  };
  await placeFilms();
});
afterAll(async () => {
  await services.pool.close();
  await services.classifier.release();
  await rm(root, { recursive: true, force: true });
});

async function placeFilms(): Promise<void> {
  const members: [string, Uint8Array][] = [];
  for (const [number, name] of names.entries()) {
    const film = filmFile({ InstanceNumber: number });
    const [file = '', member] = name.split(/(?<=zip)!\//);
    if (member !== undefined) members.push([member, film]);
    else await place(file, name === 'short.dcm' ? film.subarray(0, 3000) : film);
  }
  await place('archive.zip', await zipBytes(members));
  const listed = { type: 'IMAGE', file: ['A', '1'] };
  await place('DICOMDIR', dicomDirectory([listed, { ...listed, file: ['MISSING'] }]));
}

async function place(name: string, bytes: Uint8Array): Promise<void> {
  const path = join(films, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

const inRoot = (name: string) => join(root, name);
const text = (name: string) => readFile(inRoot(name), 'utf8');

/** Scans a medium and the folder that it lies in, which hold the same films. */
async function scan(out: string, shard?: Shard): Promise<string> {
  const what = { paths: [join(films, 'DICOMDIR'), films], filter: {}, ...(shard && { shard }) };
  const path = `${inRoot(out)}.journal`;
  const conditions = {
    ...{ kind: 'scan' as const, ...what, workingDirectory: '/' },
    ...judgedBy(services.classifier.card),
  };
  const journal = await Journal.create(path, conditions);
  const watcher: BatchWatcher = { onProgress: () => undefined };
  const order = await runBatch(
    judgeHere(services),
    journal,
    { ...what, jobs: 2 },
    new BatchControl(),
    watcher,
  );
  const rows = () => reportedFrames(journal, order);
  await writeReport(inRoot(out), reportWriterFor(out)!, rows, watcher);
  await journal.remove();
  return text(out);
}

async function merge(out: string, ...parts: string[]): Promise<string> {
  const merged = await mergeReports(parts.map(inRoot));
  await writeOutput(inRoot(out), merged.pieces());
  await merged.close();
  return text(out);
}

describe('the shards of a scan', () => {
  it.each(['.csv', '.ndjson'])('merge into the %s of one scan, byte for byte', async (kind) => {
    const whole = await scan(`whole${kind}`);
    const parts = [1, 2, 3].map((index) => `part-${index}${kind}`);
    for (const [at, part] of parts.entries()) {
      const rows = await scan(part, { index: at + 1, count: 3 });
      expect(rows.length).toBeLessThan(whole.length);
    }
    const merged = await merge(`merged${kind}`, ...parts.toReversed());
    expect(merged).toBe(await merge(`ordered${kind}`, `whole${kind}`));
    expect(merged.split('\n').toSorted()).toEqual(whole.split('\n').toSorted());
  });

  it('come together in the order of a scan of one folder', async () => {
    const lines = (await text('merged.ndjson')).trimEnd().split('\n');
    const paths = lines.map((line) => (JSON.parse(line) as { path: string }).path);
    const expected = names.toSpliced(names.indexOf('archive.zip!/z'), 0, 'MISSING');
    expect(paths.map((path) => path.slice(films.length + 1).replaceAll('\\', '/'))).toEqual(expected);
  });

  it('are scanned and merged by the command line', async () => {
    const osteon = (...args: string[]) => runCommandLine(args, root);
    for (const index of [1, 2]) {
      const out = ['--out', `cli-${index}.csv`, '--shard', `${index}/2`];
      expect((await osteon('scan', 'films', ...out, '--model', 'model')).stderr).toMatch(/^\d classified/);
    }
    const merged = await osteon('merge', 'cli-1.csv', 'cli-2.csv', '--shards', '2', '--out', 'cli.csv');
    expect(merged).toMatchObject({
      code: 0,
      stderr: `${names.length} rows of 2 reports: cli.csv\n`,
    });
  });
});

describe('osteon merge', () => {
  const merging = async (parts: readonly string[], shards?: number, out = `refused${extname(parts[0]!)}`) =>
    mergeCommand(parts.map(inRoot), { out: inRoot(out), ...(shards && { shards }) }).catch(
      ({ code }: { code: string }) => code,
    );

  it.each([
    ['one missing', ['part-1.csv', 'part-2.csv'], 'invalid-request'],
    ['one twice', ['part-1.csv', 'part-2.csv', 'part-1.csv'], 'invalid-request'],
    ['one without films twice', ['part-1.csv', 'empty.csv', './empty.csv'], 'invalid-request'],
    ['one of another kind', ['part-1.csv', 'part-2.csv', 'part-3.ndjson'], 'invalid-request'],
    ['another table', ['part-1.csv', 'part-2.csv', 'other.csv'], 'malformed-file'],
    ['other lines', ['part-1.ndjson', 'part-2.ndjson', 'other.ndjson'], 'malformed-file'],
    ['no such file', ['part-1.csv', 'part-2.csv', 'absent.csv'], 'file-not-found'],
    ['one of another model', ['part-1.ndjson', 'part-2.ndjson', 'older.ndjson'], 'journal-mismatch'],
    ['one that is unfinished', ['part-1.csv', 'part-2.csv', 'begun.csv'], 'scan-unfinished'],
  ])('refuses %s', async (_, parts, code) => {
    await writeFile(inRoot('other.csv'), 'a,b\r\n1,2\r\n');
    await writeFile(inRoot('other.ndjson'), '{"a":1}\n');
    await writeFile(inRoot('empty.csv'), (await text('part-3.csv')).split('\r\n', 1)[0]! + '\r\n');
    await writeFile(inRoot('begun.csv.journal'), '');
    await writeFile(inRoot('begun.csv'), await text('part-3.csv'));
    const older = (await text('ordered.ndjson'))
      .replaceAll('"sha256":"', '"sha256":"0')
      .replaceAll(films, 'f');
    await writeFile(inRoot('older.ndjson'), older);
    expect(await merging(parts, 3)).toBe(code);
    await expect(text(`refused${extname(parts[0]!)}`)).rejects.toThrow('ENOENT');
  });

  it('replaces none of the reports', async () => {
    expect(await merging(['part-1.csv'], 1, 'part-1.csv')).toBe('output-unwritable');
  });
});
