import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealContents, verifyContents } from '../../../src-main/node/package/sealed-contents.ts';

describe('the sums of a package', () => {
  let folder: string;
  const verify = (concerned: (file: string) => boolean = () => true): Promise<void> =>
    verifyContents(folder, createReadStream, concerned);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'osteon-sums-'));
    await mkdir(join(folder, 'models'));
    await writeFile(join(folder, 'app.asar'), 'abc');
    await writeFile(join(folder, 'models', 'card.json'), '{}');
    await sealContents(folder);
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('are SHA-256, by path', async () => {
    // FIPS 180-4's own example: the SHA-256 of "abc".
    expect(JSON.parse(await readFile(join(folder, 'contents.json'), 'utf8'))).toMatchObject({
      'app.asar': 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      'models/card.json': expect.any(String),
    });
  });

  it('hold for untouched files, and for a second seal', async () => {
    await verify();
    await sealContents(folder);
    await verify();
  });

  it('name the file that was altered, and only where it is asked for', async () => {
    await writeFile(join(folder, 'models', 'card.json'), '{ }');
    await expect(verify()).rejects.toMatchObject({
      code: 'installation-altered',
      message: "Osteon's file models/card.json is not as it was installed.",
    });
    await verify((file) => file === 'app.asar');
  });

  it('miss a file that is gone', async () => {
    await rm(join(folder, 'app.asar'));
    await expect(verify()).rejects.toMatchObject({ code: 'installation-altered' });
  });

  it.each([
    ['gone', null],
    ['no JSON', 'x'],
    ['no list of sums', '{"app.asar": "none"}'],
  ])('are refused as a whole where they are %s', async (_case, text) => {
    const list = join(folder, 'contents.json');
    if (text === null) await rm(list);
    else await writeFile(list, text);
    await expect(verify()).rejects.toMatchObject({
      code: 'installation-altered',
      message: expect.stringContaining('contents.json'),
    });
  });
});
