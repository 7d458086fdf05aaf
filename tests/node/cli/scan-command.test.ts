import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-scan-command-'));
  for (const name of ['model', 'films', 'films/deeper', 'good']) await mkdir(join(folder, name));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  await writeFile(join(folder, 'good', 'hand'), filmFile());
  await writeFile(join(folder, 'films', 'hand.dcm'), filmFile({ PatientID: '<img src=x>' }));
  await writeFile(join(folder, 'films', 'short.dcm'), filmFile().subarray(0, 3000));
  await writeFile(join(folder, 'films', 'deeper', 'mr'), filmFile({ Modality: 'MR' }));
  await writeFile(join(folder, 'films', 'notes.txt'), 'passed over');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const scan = (...args: string[]) => runCommandLine(['scan', ...args, '--model', 'model'], folder);
const output = (name: string) => readFile(join(folder, name), 'utf8');

describe('osteon scan', () => {
  it('writes a row per image and per file that failed, sums up, and leaves the originals alone', async () => {
    const before = await readdir(join(folder, 'films'), { recursive: true });
    const { code, stdout, stderr } = await scan('films', '--out', 'results.csv');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^1 classified, 1 outside scope, 1 failed in [\d.]+ s \([\d.]+ images\/s, peak memory \d+ MiB\): results\.csv\n$/,
    );
    const [header = '', ...lines] = (await output('results.csv')).trimEnd().split('\r\n');
    const [path, patientId, scope, label, errorCode] = [
      'path',
      'patientId',
      'scope',
      'label',
      'errorCode',
    ].map((name) => header.split(',').indexOf(name));
    const cells = lines.map((line) => line.split(','));
    expect(
      cells.map((row) => [path, patientId, scope, label, errorCode].map((index) => row[index!])),
    ).toEqual([
      ['films/deeper/mr', 'MADE-UP', 'outOfScope', '', ''],
      ['films/hand.dcm', '<img src=x>', 'inScope', 'doubtful', ''],
      ['films/short.dcm', '', '', '', 'truncated-file'],
    ]);
    expect(await readdir(join(folder, 'films'), { recursive: true })).toEqual(before);
  });

  it.each(['results.ndjson', 'results.json'])('writes %s, and succeeds when all went well', async (out) => {
    expect(await scan('good', '--out', out, '--jobs', '2', '--threads', '1')).toMatchObject({ code: 0 });
    const text = await output(out);
    const rows = out.endsWith('.ndjson')
      ? [JSON.parse(text)]
      : (JSON.parse(text) as { rows: unknown[] }).rows;
    expect(rows).toMatchObject([{ path: 'good/hand', scope: 'inScope', provider: 'cpu' }]);
  });

  it('never replaces an image by its report', async () => {
    const film = join(folder, 'good', 'disguised.csv');
    await writeFile(film, filmFile());
    const { size } = await stat(film);
    expect(await scan('good', '--out', 'good/disguised.csv')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^osteon: output-unwritable: /),
    });
    expect((await stat(film)).size).toBe(size);
    await rm(film);
  });

  it('says in one line that a report cannot be written', async () => {
    const { code, stderr } = await scan('good', '--out', 'no/such/folder.csv');
    expect(code).toBe(1);
    expect(stderr).toMatch(/^osteon: output-unwritable: [^\n]+\n$/);
  });

  it('makes a missing path a row', async () => {
    expect(await scan('nowhere', '--out', 'missing.csv')).toMatchObject({ code: 1 });
    expect(await output('missing.csv')).toContain('nowhere,,,,,,,,,,,,,,,,,,file-not-found,');
  });
});
