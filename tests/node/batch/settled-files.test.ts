import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { SettledFiles } from '#node/batch/settled-files';
import { findFiles } from '#node/survey/find-files';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'osteon-settled-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('SettledFiles', () => {
  it('gives a file once it has stayed the same for a while, and again only when it has changed', async () => {
    let now = 0;
    const settled = new SettledFiles(3000, () => now);
    const look = async (): Promise<string[]> => {
      const names: string[] = [];
      for await (const { path } of settled.among(findFiles([folder]))) names.push(basename(path));
      return names;
    };
    await writeFile(join(folder, 'a'), '1');
    expect(await look()).toEqual([]);
    now = 2000;
    // Still being copied.
    await writeFile(join(folder, 'a'), '12');
    expect(await look()).toEqual([]);
    now = 4000;
    expect(await look()).toEqual([]);
    now = 5000;
    expect(await look()).toEqual(['a']);
    now = 9000;
    expect(await look()).toEqual([]);
    // The clock of the files may jump; the one that the time is measured by does not.
    await utimes(join(folder, 'a'), new Date(0), new Date(0));
    expect(await look()).toEqual([]);
    now = 12_000;
    expect(await look()).toEqual(['a']);
    settled.again(join(folder, 'a'));
    expect(await look()).toEqual(['a']);
  });
});
