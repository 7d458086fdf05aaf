import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeImage } from '#node/decode/describe-image';
import { describeImageFile, readImageFile } from '#node/decode/image-file';
import { greyFile, type Attribute } from '../../support/dicom-bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-files-'));
const path = (name: string) => join(folder, name);

beforeAll(() => {
  writeFileSync(path('film.txt'), greyFile(20, 30));
  writeFileSync(path('large'), greyFile(400, 500));
  writeFileSync(path('empty'), '');
  writeFileSync(path('sparse'), '');
  truncateSync(path('sparse'), 2 ** 30 + 1);
  mkdirSync(path('folder'));
  symlinkSync(path('loop'), path('loop'));
  execFileSync('mkfifo', [path('pipe')]);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('readImageFile', () => {
  it('reads a file without touching it', async () => {
    const before = statSync(path('film.txt')).mtimeMs;
    expect(await readImageFile(path('film.txt'))).toEqual(new Uint8Array(greyFile(20, 30)));
    expect(statSync(path('film.txt')).mtimeMs).toBe(before);
  });

  it.each([
    ['absent', 'file-not-found'],
    ['folder', 'file-unreadable'],
    ['pipe', 'file-unreadable'],
    ['sparse', 'file-too-large'],
    ['loop', 'symlink-loop'],
  ])('refuses %s as %s', async (name, code) => {
    await expect(readImageFile(path(name))).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('does not tell where the file is', async () => {
    await expect(readImageFile(path('absent'))).rejects.toThrow(/^The file does not exist\.$/);
  });
});

describe('describeImageFile', () => {
  it('goes by the content, whatever the name, and by the first part of a large file', async () => {
    expect(await describeImageFile(path('film.txt'))).toEqual(describeImage(greyFile(20, 30)));
    expect(await describeImageFile(path('large'))).toEqual(describeImage(greyFile(400, 500)));
  });

  it('reads on where the header is longer than that part', async () => {
    const comment: Attribute = [0x0008, 0x2111, 'UT', 'x'.repeat(300_000)];
    writeFileSync(path('long'), greyFile(400, 500, comment));
    expect(await describeImageFile(path('long'))).toEqual(describeImage(greyFile(400, 500, comment)));
  });

  it('refuses an empty file', async () => {
    await expect(describeImageFile(path('empty'))).rejects.toMatchObject({ code: 'file-empty' });
  });
});
