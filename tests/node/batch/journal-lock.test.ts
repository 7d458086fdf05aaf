import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockJournal } from '#node/batch/journal-lock';

let folder: string;
let journal: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-lock-'));
  journal = join(folder, 'results.csv.journal');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('lockJournal', () => {
  it('keeps a second batch off until the first lets go', async () => {
    const unlock = await lockJournal(journal);
    await expect(lockJournal(journal)).rejects.toMatchObject({ code: 'scan-underway' });
    await unlock();
    await (
      await lockJournal(journal)
    )();
    expect(await readdir(folder)).toEqual([]);
  });

  it('takes over what a program that is no more left behind', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeFile(`${journal}.lock`, `${pid} ${hostname()}`);
    await (
      await lockJournal(journal)
    )();
    await writeFile(`${journal}.lock`, '');
    await (
      await lockJournal(journal)
    )();
  });

  it.each([
    ['a living program', `${process.ppid} ${hostname()}`],
    ['another computer', '1 elsewhere'],
  ])('leaves that of %s alone', async (_, owner) => {
    await writeFile(`${journal}.lock`, owner);
    await expect(lockJournal(journal)).rejects.toMatchObject({ code: 'scan-underway' });
  });
});
