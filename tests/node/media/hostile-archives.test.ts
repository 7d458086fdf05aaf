import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { isMediumDirectory, readFileReferences } from '#common/dicom/medium-directory';
import { AppError } from '#common/errors';
import { seededRandom } from '#common/sampling/seeded-random';
import { examineFilm } from '#node/decode/examine-film';
import { withArchive } from '#node/media/archives';
import { bytesInMemory } from '#node/media/byte-source';
import { MediaBudget } from '#node/media/media-budget';
import { readMember } from '#node/media/read-member';
import { readZipDirectory } from '#node/media/zip-directory';
import { describeFiles, type ExaminedFile } from '#node/survey/describe-files';
import { findNamedFiles } from '#node/survey/find-files';
import { dicomDirectory } from '../../support/dicom-directory.ts';
import { filmFile } from '../../support/film-file.ts';
import { handMadeZip, zipBytes } from '../../support/zip-bytes.ts';

const film = filmFile();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'osteon-hostile-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What threads do, done here. */
const inThisThread = {
  examine: (source: Parameters<typeof examineFilm>[0] | string) =>
    examineFilm(typeof source === 'string' ? { path: source } : source),
  readMediumDirectory: () => Promise.reject(new AppError('internal', 'Not asked here.')),
};
async function examineAll(name: string, bytes: Uint8Array): Promise<ExaminedFile[]> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  const examined: ExaminedFile[] = [];
  for await (const one of describeFiles(findNamedFiles([path]), inThisThread, { limit: 4 }))
    examined.push(one);
  return examined;
}

// Far more than any of these takes on a machine with nothing else to do.
jest.setTimeout(120_000);

describe('an archive made to do harm', () => {
  it('ends a nested bomb, archive in archive in archive, where no archive lies in earnest', async () => {
    const zeros = deflateRawSync(new Uint8Array(2 ** 27));
    const bomb = { name: Buffer.from('0.dcm'), packed: zeros, method: 8, size: 2 ** 27 };
    let zip = handMadeZip([bomb]);
    const fan = async (inner: Uint8Array) =>
      zipBytes(Array.from({ length: 4 }, (_, i) => [`${i}.zip`, inner] as const));
    for (let level = 0; level < 5; level++) zip = await fan(zip);
    const examined = await examineAll('42.zip', zip);
    const codes = new Set(examined.map((one) => ('error' in one ? one.error.code : 'opened')));
    expect([...codes]).toEqual(['archive-too-deep']);
    expect(examined).toHaveLength(4 ** 4);
  });

  it('refuses an inner archive that is a bomb itself before unpacking it', async () => {
    const inner = Buffer.concat([
      handMadeZip([{ name: Buffer.from('a'), packed: film }]),
      Buffer.alloc(2 ** 27),
    ]);
    const [only] = await examineAll('inner.zip', await zipBytes([['inner.zip', inner]]));
    expect(only).toMatchObject({ error: { code: 'archive-expands-too-far' } });
  });

  it('takes as much from all archives together as there is, and no more', () => {
    const members = new MediaBudget();
    members.take(500_000, 0);
    expect(() => members.take(1, 0)).toThrow(expect.objectContaining({ code: 'archive-too-many-members' }));
    const unpacked = new MediaBudget();
    unpacked.take(1, 2 ** 32);
    expect(() => unpacked.take(1, 1)).toThrow(expect.objectContaining({ code: 'archive-expands-too-far' }));
  });

  it('is refused when it is cut short between two reads', async () => {
    const path = join(folder, 'cut.zip');
    await writeFile(path, await zipBytes([['a', film, { level: 0 }]]));
    const reading = withArchive({ path }, async ({ bytes, entries }) => {
      await truncate(path, 5000);
      return readMember(bytes, entries[0]!, { passwords: [] });
    });
    await expect(reading).rejects.toMatchObject({ code: 'file-changed' });
  });

  it('gives its members or a failure with a code, whatever bytes of it are changed', async () => {
    const random = seededRandom(20);
    const original = await zipBytes([
      ['a.dcm', film.subarray(0, 3000)],
      ['b.dcm', film.subarray(0, 3000), { level: 0 }],
      ['c.dcm', film.subarray(0, 3000), { password: 'p', zipCrypto: true }],
      ['d.dcm', film.subarray(0, 3000), { password: 'p', encryptionStrength: 1 }],
      ['e.dcm', film.subarray(0, 3000), { zip64: true, dataDescriptor: true }],
    ]);
    const outcomes = new Map<string, number>();
    const count = (word: string) => outcomes.set(word, (outcomes.get(word) ?? 0) + 1);
    for (let i = 0; i < 150; i++) {
      const damaged = Uint8Array.from(original);
      for (let n = 0; n < 1 + (i % 4); n++) {
        // Most of what can be lied about lies in the headers, most of those at the end.
        const from = random() < 0.7 ? damaged.length - 600 : 0;
        damaged[from + Math.floor(random() * (damaged.length - from))] = Math.floor(random() * 256);
      }
      for (const word of await outcomesOf(damaged)) count(word);
    }
    expect([...outcomes.keys()].filter((word) => word.startsWith('unexpected'))).toEqual([]);
    expect(outcomes.get('read')).toBeGreaterThan(150);
    expect(outcomes.get('archive-damaged')).toBeGreaterThan(10);
  });
});

async function outcomesOf(zip: Uint8Array): Promise<string[]> {
  const bytes = bytesInMemory(zip);
  const wordOf = (thrown: unknown) =>
    thrown instanceof AppError ? thrown.code : `unexpected ${String(thrown)}`;
  try {
    const entries = await readZipDirectory(bytes);
    const outcomes: string[] = [];
    for (const entry of entries)
      outcomes.push(await readMember(bytes, entry, { passwords: ['p'] }).then(() => 'read', wordOf));
    return outcomes;
  } catch (thrown) {
    return [wordOf(thrown)];
  }
}

describe('the directory of a medium made to do harm', () => {
  it('is read as the flat list that it is, of 100,000 records too', () => {
    const records = Array.from({ length: 100_000 }, (_, i) => ({ type: 'IMAGE', file: ['DICOM', `IM${i}`] }));
    const references = readFileReferences(dicomDirectory(records));
    expect(references).toHaveLength(100_000);
    expect(references.at(-1)).toEqual({ components: ['DICOM', 'IM99999'], study: null });
  });

  it('is told from an image of which it is only the class of something else', () => {
    expect(isMediumDirectory(dicomDirectory([]))).toBe(true);
    expect(isMediumDirectory(film)).toBe(false);
  });
});
