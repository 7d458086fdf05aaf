import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmFile } from '../../support/film-file.ts';
import { commandFile, runCommandLine } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-resume-'));
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  await writeTinyModel(join(folder, 'other'), { gain: -8, rows: 64, columns: 64 });
  await mkdir(join(folder, 'films'));
  for (let film = 0; film < 12; film++)
    await writeFile(join(folder, 'films', `${10 + film}.dcm`), filmFile({ InstanceNumber: film }));
  await writeFile(join(folder, 'films', 'ct'), filmFile({ Modality: 'CT' }));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const scan = (...args: string[]) => runCommandLine(['scan', ...args], folder);
const text = (name: string) => readFile(join(folder, name), 'utf8');

/** Runs a scan that may write files of a few blocks only, as on a full disk: `ulimit` counts 512 or 1024 bytes. */
function scanWithoutRoom(blocks: number, out: string): Promise<{ code: number | null; stderr: string }> {
  const command = `ulimit -f ${blocks}; exec "$@"`;
  const args = ['-c', command, 'sh', process.execPath, commandFile, 'scan', 'films', '--out', out];
  const child = spawn('sh', [...args, '--model', 'model'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (stderr += piece));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stderr })));
}

const onPosix = process.platform === 'win32' ? describe.skip : describe;

onPosix('osteon scan on a full disk', () => {
  it('says so, keeps what it judged, refuses to begin over it, and goes on with it', async () => {
    expect(await scanWithoutRoom(8, 'results.csv')).toEqual({
      code: 3,
      stderr: 'osteon: disk-full: There is no room left to write the results.\n',
    });
    const journal = await text('results.csv.journal');
    expect(journal.split('\n').length).toBeGreaterThan(3);

    expect(await scan('films', '--out', 'results.csv', '--model', 'model')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^osteon: scan-unfinished: .*--resume.*--restart/) as string,
    });
    expect(await scan('films', '--out', 'results.csv', '--resume', '--model', 'other')).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/^osteon: journal-mismatch: .*another model/) as string,
    });
    expect(
      await scan('films', '--out', 'results.csv', '--resume', '--model', 'model', '--modality', 'DX'),
    ).toMatchObject({ code: 3, stderr: expect.stringContaining('other filters') as string });
    // But for the line that there was no room for.
    const lines = (of: string) => of.split('\n').slice(0, -1);
    expect(lines(await text('results.csv.journal'))).toEqual(lines(journal));

    // The paths are those it was begun with.
    expect(await scan('--out', 'results.csv', '--resume', '--model', 'model')).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /^12 classified, 1 outside scope, 0 failed, \d films from the journal/,
      ) as string,
    });
    expect(await scan('films', '--out', 'whole.csv', '--model', 'model')).toMatchObject({ code: 0 });
    expect(await text('results.csv')).toBe(await text('whole.csv'));
    expect((await readdir(folder)).filter((name) => /journal|lock|unfinished/.test(name))).toEqual([]);
  });
});

describe('osteon scan', () => {
  it('takes the films that the filters want, and says how many it left out', async () => {
    const { code, stderr } = await scan('films', '--out', 'ct.csv', '--modality', 'ct', '--model', 'model');
    expect([code, stderr.split(' in ')[0]]).toEqual([
      0,
      '0 classified, 1 outside scope, 0 failed, 12 left out by the filters',
    ]);
  });

  it('has nothing to resume where nothing was begun', async () => {
    expect(await scan('--out', 'nothing.csv', '--resume', '--model', 'model')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^osteon: file-not-found: /) as string,
    });
  });
});
