import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encode } from 'fast-png';
import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess } from '#common/imaging/preprocess';
import { createDecodePool, type DecodePool } from '#node/decode/decode-pool';
import { encodeJpeg2000 } from '../../support/codestreams.ts';
import {
  dicomFile,
  encapsulated,
  greyFile,
  greyModule,
  items,
  withAttributes,
  type Attribute,
} from '../../support/dicom-bytes.ts';
import { filmValues, frameOf } from '../../support/synthetic-frame.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-pool-'));
const film = filmValues(300, 200, 40000, new Uint16Array(60000));
const filmPath = join(folder, 'film');
const notAnImage = join(folder, 'note.png');
const spec: InputSpec = {
  preprocessing: 1,
  rows: 64,
  columns: 64,
  resample: 'area',
  fit: 'letterbox',
  lowerPercentile: 0.01,
  upperPercentile: 0.99,
  padValue: 0,
  mean: 0.5,
  std: 0.25,
};

beforeAll(() => {
  writeFileSync(filmPath, encode({ width: 200, height: 300, data: film, depth: 16, channels: 1 }));
  writeFileSync(notAnImage, 'A note that somebody named as a picture.');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('createDecodePool', () => {
  let pool: DecodePool;
  beforeAll(() => {
    pool = createDecodePool({
      workerFile: join(__dirname, '../../../out/main/decode-worker.cjs'),
      threads: 2,
    });
  });
  afterAll(() => pool.close());

  it('describes and decodes a file in a thread', async () => {
    const description = await pool.describe(filmPath);
    expect(description.pixels).toMatchObject({ rows: 300, columns: 200, bitsStored: 16 });
    expect(await pool.decodeFrame(filmPath, 0)).toMatchObject({ description, frame: 0, storedValues: film });
  });

  it('hands over a frame with the tables of its file, which its description holds besides', async () => {
    const path = join(folder, 'tables');
    const table = items([
      [
        [0x0028, 0x3002, 'US', [2, 0, 16]],
        [0x0028, 0x3006, 'US', [0, 65535]],
      ],
    ]);
    writeFileSync(path, greyFile(2, 2, [0x0028, 0x3010, 'SQ', table]));
    const { description, frame } = await pool.prepare(path, 0, spec, { keepFrame: true });
    for (const { pixels } of [description, frame!.description])
      expect(pixels.voiLuts[0]!.entries).toEqual(Uint16Array.of(0, 65535));
  });

  it('prepares the model input that preprocessing here gives, and keeps the frame only if asked', async () => {
    const expected = preprocess(frameOf(300, 200, film), spec);
    const prepared = await pool.prepare(filmPath, 0, spec, { keepFrame: false });
    expect(prepared).toMatchObject({ modelInput: expected, frame: null });
    const kept = await pool.prepare(filmPath, 0, spec, { keepFrame: true });
    expect(kept.frame?.storedValues).toEqual(film);
  });

  it('runs the WebAssembly codecs in its threads', async () => {
    const codestream = await encodeJpeg2000(film, 200, 300, 16);
    const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated([codestream])];
    const path = join(folder, 'compressed');
    writeFileSync(path, dicomFile('1.2.840.10008.1.2.4.90', withAttributes(greyModule(300, 200), pixelData)));
    expect((await pool.decodeFrame(path, 0)).storedValues).toEqual(film);
  });

  it('renders a thumbnail no longer than asked', async () => {
    const { rows, columns, rgba } = await pool.thumbnail(filmPath, 0, 176);
    expect({ rows, columns, length: rgba.length }).toEqual({
      rows: 176,
      columns: 117,
      length: 176 * 117 * 4,
    });
  });

  it.each([
    ['a missing file', () => pool.describe(join(folder, 'absent')), 'file-not-found'],
    ['a folder', () => pool.decodeFrame(folder, 0), 'file-unreadable'],
    ['a text', () => pool.describe(notAnImage), 'not-an-image'],
    ['a frame too many', () => pool.decodeFrame(filmPath, 1), 'frame-out-of-range'],
  ])('reports %s by its code', async (_, attempt, code) => {
    await expect(attempt()).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('gives up at once on what its caller has cancelled', async () => {
    const cancelled = pool.decodeFrame(filmPath, 0, AbortSignal.abort());
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
  });
});

describe('createDecodePool with a worker that misbehaves', () => {
  const workerFile = join(folder, 'worker.cjs');
  const misbehaviour = `module.exports = async ({ task }) => {
    if (task.film.path === 'hang') for (;;);
    if (task.film.path === 'crash') process.exit(3);
    return { ok: true, value: task.film.path };
  };`;
  let pool: DecodePool;
  beforeAll(() => {
    writeFileSync(workerFile, misbehaviour);
    pool = createDecodePool({ workerFile, threads: 1, timeLimit: 3000 });
  });
  afterAll(() => pool.close());

  it('ends a task that outlives the limit, and the next one gets a fresh thread', async () => {
    const hanging = pool.describe('hang');
    const next = pool.describe('next');
    await expect(hanging).rejects.toMatchObject({ code: 'decode-timed-out' });
    await expect(next).resolves.toBe('next');
  });

  it('survives a thread that dies', async () => {
    await expect(pool.describe('crash')).rejects.toMatchObject({ code: 'codec-failed' });
    await expect(pool.describe('next')).resolves.toBe('next');
  });

  it('fails what is under way as cancelled when it is closed', async () => {
    const hanging = pool.describe('hang');
    const closing = pool.close();
    await expect(hanging).rejects.toMatchObject({ code: 'cancelled' });
    await closing;
  });
});
