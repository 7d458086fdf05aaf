import { crc32, deflateRawSync } from 'node:zlib';
import { bytesInMemory } from '#node/media/byte-source';
import { readMember } from '#node/media/read-member';
import { isZip, readZipDirectory } from '#node/media/zip-directory';
import { handMadeZip, zipBytes, type HandPacked, type Packed } from '../../support/zip-bytes.ts';

const film = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) >> 7);
const name = Buffer.from('IM1');
const none: readonly string[] = [];

const list = async (zip: Uint8Array) => readZipDirectory(bytesInMemory(zip));
const read = async (zip: Uint8Array, index = 0, passwords = none, upTo = Infinity) => {
  const bytes = bytesInMemory(zip);
  return readMember(bytes, (await readZipDirectory(bytes))[index]!, { passwords, upTo });
};
const deflatedMember = (content: Uint8Array): HandPacked => ({
  name,
  packed: deflateRawSync(content),
  method: 8,
  crc32: crc32(content),
  size: content.length,
});

describe('isZip', () => {
  it('knows an archive by its first bytes, an empty one too', async () => {
    expect([await zipBytes([['a', film]]), await zipBytes([]), film].map(isZip)).toEqual([true, true, false]);
  });

  it('leaves a DICOM file with the start of an archive for its preamble to be DICOM', () => {
    const both = Buffer.alloc(200);
    both.write('PK\x03\x04', 0, 'latin1');
    expect(isZip(both)).toBe(true);
    both.write('DICM', 128, 'latin1');
    expect(isZip(both)).toBe(false);
  });
});

describe('readZipDirectory', () => {
  it('lists duplicate names apart, and tells folders and links from files', async () => {
    const link = { name, packed: Buffer.from('../secret'), attributes: 0o120777 * 0x10000 };
    const zip = handMadeZip([
      { name, packed: film },
      { name, packed: film },
      { name: Buffer.from('DICOM/'), packed: Buffer.alloc(0) },
      link,
    ]);
    expect((await list(zip)).map((entry) => [entry.name, entry.isFile])).toEqual([
      ['IM1', true],
      ['IM1', true],
      ['DICOM/', false],
      ['IM1', false],
    ]);
  });

  it('reads names as UTF-8 where they are, flagged or not, and as code page 437 where they are not', async () => {
    const utf8 = Buffer.from('Müller');
    const names = [utf8, utf8, Buffer.from([0x4d, 0x81, 0x6c])];
    const zip = handMadeZip(
      names.map((each, i) => ({ name: each, packed: film, flags: i === 0 ? 0x800 : 0 })),
    );
    expect((await list(zip)).map((entry) => entry.name)).toEqual(['Müller', 'Müller', 'Mül']);
  });

  it('keeps names that try to leave their place, and makes those that mislead visible', async () => {
    const names = ['..\\..\\etc/passwd', '/root', 'a\u202egpj.exe', 'b\nc', 'x'.repeat(5000)];
    const zip = handMadeZip(names.map((each) => ({ name: Buffer.from(each), packed: film })));
    const [up, root, turned, broken, huge] = (await list(zip)).map((entry) => entry.name);
    expect([up, root, turned, broken]).toEqual(['../../etc/passwd', '/root', 'a\ufffdgpj.exe', 'b\ufffdc']);
    expect(huge).toHaveLength(1024);
  });

  it('lists an archive that is padded with zeros, and one with a comment', async () => {
    const zip = Buffer.from(await zipBytes([['IM1', film]]));
    expect(await list(Buffer.concat([zip, Buffer.alloc(2048)]))).toHaveLength(1);
    zip.writeUInt16LE(5, zip.length - 2);
    expect(await list(Buffer.concat([zip, Buffer.from('hello')]))).toHaveLength(1);
  });

  it('refuses members that overlap, as those of a flat bomb do', async () => {
    const zip = handMadeZip([
      { name, packed: film },
      { name, packed: film, offset: 0 },
    ]);
    await expect(list(zip)).rejects.toMatchObject({ code: 'archive-damaged' });
  });

  it.each<[string, (zip: Buffer) => Uint8Array, string]>([
    ['cut short', (zip) => zip.subarray(0, zip.length - 30), 'archive-damaged'],
    ['whose directory lies elsewhere', (zip) => patch(zip, zip.length - 6, 17), 'archive-damaged'],
    ['whose directory lies past the end', (zip) => patch(zip, zip.length - 6, 0x7fffffff), 'archive-damaged'],
    ['that claims more members', (zip) => patch(zip, zip.length - 12, 0x00090009), 'archive-damaged'],
    ['of several disks', (zip) => patch(zip, zip.length - 18, 0x00010001), 'archive-unsupported'],
  ])('refuses an archive %s', async (_, damage, code) => {
    const zip = Buffer.from(await zipBytes([['IM1', film]]));
    await expect(list(damage(zip))).rejects.toMatchObject({ code });
  });

  it('lists 20,000 members', async () => {
    const zip = handMadeZip(
      Array.from({ length: 20_000 }, (_, i) => ({
        name: Buffer.from(`DICOM/IM${i}`),
        packed: film.subarray(0, 9),
      })),
    );
    expect(await list(zip)).toHaveLength(20_000);
  });
});

describe('readMember', () => {
  it.each<[string, NonNullable<Packed[2]>]>([
    ['deflated', {}],
    ['stored', { level: 0 }],
    ['followed by its sizes', { dataDescriptor: true }],
    ['with 64-bit sizes', { zip64: true }],
    ['encrypted by ZipCrypto', { password: 'Röntgen', zipCrypto: true }],
    [
      'encrypted by ZipCrypto, its sizes after it',
      { password: 'Röntgen', zipCrypto: true, dataDescriptor: true },
    ],
    ['encrypted by AES-128', { password: 'Röntgen', encryptionStrength: 1 }],
    ['encrypted by AES-256 and stored', { password: 'Röntgen', encryptionStrength: 3, level: 0 }],
  ])('reads a member %s, whole and by its start', async (_, options) => {
    const zip = await zipBytes([
      ['first', film.subarray(0, 50)],
      ['IM1', film, options],
    ]);
    const passwords = ['wrong', 'Röntgen'];
    expect(Buffer.from(await read(zip, 1, passwords)).equals(film)).toBe(true);
    expect(await read(zip, 1, passwords, 1000)).toEqual(film.subarray(0, 1000));
  });

  it.each([
    ['ZipCrypto', { zipCrypto: true }],
    ['AES', { encryptionStrength: 3 as const }],
  ])('asks for the password of %s, and says when it is wrong', async (_, options) => {
    const zip = await zipBytes([['IM1', film, { password: 'right', ...options }]]);
    await expect(read(zip)).rejects.toMatchObject({ code: 'archive-encrypted' });
    await expect(read(zip, 0, ['wrong', 'worse'])).rejects.toMatchObject({ code: 'archive-password-wrong' });
  });

  it('reads a member of no bytes', async () => {
    expect(await read(await zipBytes([['empty', new Uint8Array(0)]]))).toEqual(new Uint8Array(0));
  });

  const zeros = new Uint8Array(2 ** 20);
  const small = deflatedMember(zeros);
  it.each<[string, HandPacked, string]>([
    ['whose checksum differs', { ...small, crc32: 1 }, 'checksum-mismatch'],
    ['shorter than it says', { ...small, size: zeros.length + 1 }, 'archive-damaged'],
    ['longer than it says', { ...small, size: zeros.length - 1 }, 'archive-damaged'],
    ['that says more than deflate can do', { ...small, size: 2 ** 29 }, 'archive-expands-too-far'],
    ['stored in another size than it has', { name, packed: film, size: 9 }, 'archive-damaged'],
    ['of more than a gibibyte', { ...small, size: 2 ** 30 + 1 }, 'file-too-large'],
    ['packed by Zstandard', { ...small, method: 93 }, 'archive-unsupported'],
    ['whose packed bytes are damaged', { ...small, packed: film.subarray(0, 2000) }, 'archive-damaged'],
  ])('refuses a member %s', async (_, member, code) => {
    await expect(read(handMadeZip([member]))).rejects.toMatchObject({ name: 'AppError', code });
  });

  it('refuses a bomb by what it declares, before any of it is inflated', async () => {
    const bomb = deflatedMember(new Uint8Array(2 ** 27));
    expect(bomb.packed.length).toBeLessThan(2 ** 18);
    await expect(read(handMadeZip([bomb]), 0, none, 100)).rejects.toMatchObject({
      code: 'archive-expands-too-far',
    });
  });

  it('inflates a bomb that hides behind a small size no further than that', async () => {
    const bomb = { ...deflatedMember(new Uint8Array(2 ** 27)), size: 1000 };
    await expect(read(handMadeZip([bomb]))).rejects.toMatchObject({ code: 'archive-damaged' });
  });
});

function patch(zip: Buffer, position: number, value: number): Buffer {
  zip.writeUInt32LE(value, position);
  return zip;
}
