import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { findFiles, findNamedFiles, type FoundFile } from '#node/survey/find-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-find-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const write = async (...names: string[]) => {
  for (const name of names) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), 'x');
  }
};
const listed = async (files: AsyncIterable<FoundFile>): Promise<string[]> => {
  const lines: string[] = [];
  for await (const file of files)
    lines.push(`${relative(folder, file.path)} ${'error' in file ? file.error.code : file.named}`);
  return lines;
};

describe('findFiles', () => {
  it('walks folders depth first in code unit order, hidden entries too', async () => {
    await write('b/2', 'b/10', 'B', 'a/x/y', '.hidden/z');
    expect(await listed(findFiles([folder]))).toEqual([
      '.hidden/z false',
      'B false',
      'a/x/y false',
      'b/10 false',
      'b/2 false',
    ]);
  });

  it('keeps the order of the arguments and tells files that were named themselves', async () => {
    await write('one', 'in/two');
    const paths = ['one', 'missing', 'in'].map((name) => join(folder, name));
    expect(await listed(findFiles(paths))).toEqual(['one true', 'missing file-not-found', 'in/two false']);
  });

  it('refuses links that lead round in a circle, and goes on', async () => {
    await write('a/film', 'z');
    await symlink(folder, join(folder, 'a', 'back'));
    await symlink('self', join(folder, 'self'));
    expect(await listed(findFiles([folder]))).toEqual([
      'a/back symlink-loop',
      'a/film false',
      'self symlink-loop',
      'z false',
    ]);
  });

  it('follows a link to a folder elsewhere, but visits each folder once', async () => {
    await write('real/film');
    await symlink(join(folder, 'real'), join(folder, 'a'));
    expect(await listed(findFiles([folder]))).toEqual(['a/film false']);
  });

  it('reports a dangling link, and passes over what is no regular file', async () => {
    await symlink('nowhere', join(folder, 'dangling'));
    execFileSync('mkfifo', [join(folder, 'fifo')]);
    expect(await listed(findFiles([folder]))).toEqual(['dangling file-not-found']);
    expect(await listed(findFiles([join(folder, 'fifo')]))).toEqual(['fifo file-unreadable']);
  });
});

describe('findNamedFiles', () => {
  it('takes a folder for a mistake', async () => {
    await write('in/film');
    const paths = [join(folder, 'in'), join(folder, 'in', 'film')];
    expect(await listed(findNamedFiles(paths))).toEqual(['in file-unreadable', 'in/film true']);
  });
});
