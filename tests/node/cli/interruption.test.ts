import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filmFile } from '../../support/film-file.ts';
import { commandFile } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-interruption-'));
  await writeTinyModel(join(folder, 'model'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the command and resolves to its exit code and what it wrote to standard error. */
function start(...args: string[]) {
  const child = spawn(process.execPath, [commandFile, ...args, '--model', 'model'], { cwd: folder });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, stderr })),
  );
  return { child, ended };
}

describe('osteon', () => {
  it('ends quietly when the reader of its output leaves', async () => {
    const { child, ended } = start('model');
    child.stdout.destroy();
    expect(await ended).toEqual({ code: 0, stderr: '' });
  });

  it('leaves no half report when a scan is interrupted, and what was judged in the journal', async () => {
    const film = filmFile();
    for (let i = 0; i < 500; i++) await writeFile(join(folder, `film-${i}`), film);
    const { child, ended } = start('scan', '.', '--out', 'results.csv');
    const reports = async () => (await readdir(folder)).filter((name) => name.includes('results.csv'));
    while (!(await reports()).includes('results.csv.journal')) await sleep(10);
    child.kill('SIGINT');
    expect(await ended).toEqual({
      code: 3,
      stderr: 'osteon: cancelled: The scan was cancelled.\n',
    });
    expect(await reports()).toEqual(['results.csv.journal']);
  });
});
