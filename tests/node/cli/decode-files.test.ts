import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filmFile } from '../../support/film-file.ts';
import { runCommandLine } from '../../support/run-command-line.ts';

const frameBytes = 256 * 240 * 2;
const film = filmFile();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-decode-'));
  await writeFile(join(folder, 'hand.dcm'), film);
  await writeFile(join(folder, 'short.dcm'), film.subarray(0, 3000));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('osteon decode', () => {
  it('hashes and writes the stored values as they lie in an uncompressed file', async () => {
    const args = ['decode', 'hand.dcm', '--json', '--raw', 'hand.raw'];
    const { code, stdout, stderr } = await runCommandLine(args, folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const stored = film.subarray(film.length - frameBytes);
    expect(JSON.parse(stdout)).toMatchObject({
      file: 'hand.dcm',
      frames: 1,
      metadata: { rows: 256, columns: 240, bodyPartExamined: 'HAND' },
      pixelsSha256: createHash('sha256').update(stored).digest('hex'),
    });
    expect(await readFile(join(folder, 'hand.raw'))).toEqual(Buffer.from(stored));
  });

  it('gives each file its line, and fails for one that cannot be decoded', async () => {
    const { code, stdout } = await runCommandLine(['decode', 'short.dcm', 'hand.dcm', '--json'], folder);
    const lines = stdout.trimEnd().split('\n');
    expect(code).toBe(1);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { file: 'short.dcm', error: { code: 'truncated-file' } },
      { file: 'hand.dcm', frames: 1 },
    ]);
  });
});

describe('osteon render', () => {
  it('writes a PNG', async () => {
    expect(await runCommandLine(['render', 'hand.dcm', '--out', 'hand.png'], folder)).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    const png = await readFile(join(folder, 'hand.png'));
    expect([png.readUInt32BE(16), png.readUInt32BE(20), png[24]]).toEqual([240, 256, 8]);
  });

  it('refuses a frame that is not there, and to replace what it reads', async () => {
    const before = await readdir(folder);
    const missing = await runCommandLine(['render', 'hand.dcm', '--out', 'x.png', '--frame', '1'], folder);
    expect(missing).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^osteon: frame-out-of-range: /),
    });
    const same = await runCommandLine(['render', 'hand.dcm', '--out', './hand.dcm'], folder);
    expect(same).toMatchObject({ code: 1, stderr: expect.stringMatching(/^osteon: output-unwritable: /) });
    expect(await readdir(folder)).toEqual(before);
    expect(await readFile(join(folder, 'hand.dcm'))).toEqual(Buffer.from(film));
  });

  it.each([
    ['decode', ['hand.dcm', '--json', '--raw']],
    ['render', ['hand.dcm', '--out']],
  ])('does not let %s write over another film', async (command, args) => {
    await writeFile(join(folder, 'other.dcm'), film);
    const { code, stderr } = await runCommandLine([command, ...args, 'other.dcm'], folder);
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^osteon: output-unwritable: /),
    });
    expect(await readFile(join(folder, 'other.dcm'))).toEqual(Buffer.from(film));
  });
});
