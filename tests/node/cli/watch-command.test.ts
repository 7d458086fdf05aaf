import { spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { filmFile } from '../../support/film-file.ts';
import { commandFile } from '../../support/run-command-line.ts';
import { writeTinyModel } from '../../support/tiny-model.ts';

let folder: string;
let incoming: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-watch-'));
  incoming = join(folder, 'incoming');
  await writeTinyModel(join(folder, 'model'), { gain: -16, rows: 64, columns: 64 });
  await mkdir(incoming);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The report lies in the very folder that is watched. */
function watch() {
  const options = ['--out', 'incoming/results.csv', '--model', 'model', '--interval', '1', '--settle', '1'];
  const child = spawn(process.execPath, [commandFile, 'watch', 'incoming', ...options], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return {
    /** Lines on standard error, but for the first, which counts what was judged before. */
    judged: () => stderr.split('\n').slice(1, -1),
    greeting: () => stderr.split('\n')[0],
    stop: (signal: 'SIGTERM' | 'SIGKILL') => {
      child.kill(signal);
      return ended;
    },
  };
}
const until = async (condition: () => boolean | Promise<boolean>): Promise<void> => {
  while (!(await condition())) await sleep(50);
};
const names = async (): Promise<string[]> =>
  (await readFile(join(incoming, 'results.csv'), 'utf8'))
    .trimEnd()
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]!.slice(incoming.length + 1));

describe('osteon watch', () => {
  it('judges each film once, across runs and its own output, and touches nothing', async () => {
    await writeFile(join(incoming, 'a.dcm'), filmFile({ InstanceNumber: 1 }));
    await writeFile(join(incoming, 'b.dcm'), filmFile({ InstanceNumber: 2 }).subarray(0, 3000));
    await writeFile(join(incoming, 'notes.txt'), 'passed over');
    const first = watch();
    await until(() => first.judged().length === 2);
    await writeFile(join(incoming, 'c.dcm'), filmFile({ InstanceNumber: 3 }));
    await until(() => first.judged().length === 3);
    expect(await first.stop('SIGKILL')).toBeNull();

    const second = watch();
    await until(() => second.greeting() === 'Watching; 3 films were judged before.');
    await copyFile(join(incoming, 'a.dcm'), join(incoming, 'd.dcm'));
    await until(() => second.judged().length === 1);
    // Two looks more, in which nothing is found: neither the report nor the journal nor what was judged.
    await sleep(2500);
    expect(await second.stop('SIGTERM')).toBe(0);
    expect(second.judged()).toEqual([expect.stringContaining('d.dcm: ')]);
    expect(await names()).toEqual(['a.dcm', 'b.dcm', 'c.dcm', 'd.dcm']);
    expect((await readdir(incoming)).sort()).toEqual([
      ...['a.dcm', 'b.dcm', 'c.dcm', 'd.dcm', 'notes.txt', 'results.csv', 'results.csv.journal'],
    ]);
  }, 120_000);
});
