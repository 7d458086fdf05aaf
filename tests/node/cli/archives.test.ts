import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dicomDirectory } from '../../support/dicom-directory.ts';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';
import { zipBytes } from '../../support/zip-bytes.ts';

const film = filmFile();
const sha256 = createHash('sha256')
  .update(film.subarray(film.length - 256 * 240 * 2))
  .digest('hex');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-cli-zip-'));
  const locked = await zipBytes([['secret', film, { password: 'Röntgen', encryptionStrength: 3 }]]);
  const study = [
    ['DICOM/IM1', film],
    ['inner.zip', await zipBytes([['IM2', film]])],
    ['README', Buffer.from('no film')],
  ] as const;
  await writeFile(join(folder, 'study.zip'), await zipBytes(study));
  await writeFile(join(folder, 'locked.zip'), locked);
  await writeFile(join(folder, 'passwords.txt'), 'another\nRöntgen\n');
  await mkdir(join(folder, 'disc'));
  await writeFile(join(folder, 'disc', 'IM1'), film);
  const records = [['IM1'], ['IM2']].map((file) => ({ type: 'IMAGE', file }));
  await writeFile(join(folder, 'disc', 'DICOMDIR'), dicomDirectory(records));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const run = (...args: string[]) => runCommandLine(args, folder);
const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { file: string });

describe('osteon decode', () => {
  it('gives a line for each film of an archive, named by the way to it', async () => {
    const { code, stdout } = await run('decode', 'study.zip', '--json');
    expect(code).toBe(0);
    expect(linesOf(stdout)).toMatchObject([
      { file: 'study.zip!/DICOM/IM1', pixelsSha256: sha256 },
      { file: 'study.zip!/inner.zip!/IM2', pixelsSha256: sha256 },
    ]);
  });

  it('takes passwords from a file, and says when it has none that fits', async () => {
    const { stdout } = await run('decode', 'locked.zip', '--json', '--password-file', 'passwords.txt');
    expect(linesOf(stdout)).toMatchObject([{ file: 'locked.zip!/secret', pixelsSha256: sha256 }]);
    const without = await run('decode', 'locked.zip', '--json');
    expect(without.code).toBe(1);
    expect(linesOf(without.stdout)).toMatchObject([
      { file: 'locked.zip', error: { code: 'archive-encrypted' } },
    ]);
    const wrong = await run('decode', 'locked.zip', '--json', '--password-file', 'study.zip');
    expect(linesOf(wrong.stdout)).toMatchObject([{ error: { code: 'archive-password-wrong' } }]);
  });

  it('opens what the directory of a medium lists', async () => {
    const { stdout } = await run('decode', 'disc/DICOMDIR', '--json');
    expect(linesOf(stdout)).toMatchObject([
      { file: join('disc', 'IM1'), pixelsSha256: sha256 },
      { file: join('disc', 'IM2'), error: { code: 'file-not-found' } },
    ]);
  });
});

describe('osteon render', () => {
  it('wants to know which film of an archive is meant', async () => {
    const unclear = await run('render', 'study.zip', '--out', 'film.png');
    expect(unclear).toMatchObject({ code: 1, stderr: expect.stringContaining('holds 2 such films') });
    const chosen = await run('render', 'study.zip', '--member', 'inner.zip!/IM2', '--out', 'film.png');
    expect(chosen.code).toBe(0);
    expect((await readFile(join(folder, 'film.png'))).subarray(1, 4).toString()).toBe('PNG');
  });

  it('does not write over an archive', async () => {
    const before = await readFile(join(folder, 'locked.zip'));
    const { code, stderr } = await run('render', 'disc/IM1', '--out', 'locked.zip');
    expect({ code, stderr }).toMatchObject({ code: 1, stderr: expect.stringContaining('output-unwritable') });
    expect(await readFile(join(folder, 'locked.zip'))).toEqual(before);
  });
});
