import { encode } from 'fast-png';
import { errorCodes } from '#common/errors';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';
import { dicomFile, encapsulated, greyFile, greyModule, withAttributes } from '../../support/dicom-bytes.ts';
import { encodeJpeg, encodeJpeg2000 } from '../../support/codestreams.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const png = encode({
  width: 40,
  height: 30,
  data: filmValues(30, 40, 65535, new Uint16Array(1200)),
  depth: 16,
  channels: 1,
});
const jpegLossless = '1.2.840.10008.1.2.4.70';
const jpeg2000 = '1.2.840.10008.1.2.4.90';

function compressed(syntax: string, rows: number, columns: number, codestream: Uint8Array): Uint8Array {
  const pixelData = encapsulated([codestream]);
  return dicomFile(syntax, withAttributes(greyModule(rows, columns), [0x7fe0, 0x0010, 'OB', pixelData]));
}

/** The PNG with its header's width and height replaced. */
function lyingPng(width: number, height: number): Uint8Array {
  const lying = Buffer.from(png);
  lying.writeUInt32BE(width, 16);
  lying.writeUInt32BE(height, 20);
  return lying;
}

function lyingJpeg2000(codestream: Uint8Array, width: number): Uint8Array {
  const lying = Buffer.from(codestream);
  lying.writeUInt32BE(width, 8);
  return lying;
}

/** The codestream of one component with another described (depth less one, distances) in its SIZ marker. */
function withSecondComponent(codestream: Uint8Array, description: readonly number[]): Uint8Array {
  const two = Buffer.concat([codestream.subarray(0, 45), Buffer.from(description), codestream.subarray(45)]);
  two.writeUInt16BE(38 + 3 * 2, 4);
  two.writeUInt16BE(2, 40);
  return two;
}

async function codeOf(bytes: Uint8Array): Promise<unknown> {
  try {
    await decodeFrame(bytes, 0);
    return 'decoded';
  } catch (thrown) {
    return (thrown as { code?: unknown }).code ?? thrown;
  }
}

const random = (length: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2654435761) >>> 24);

describe('describeImage', () => {
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), 'file-empty'],
    ['a single byte', Uint8Array.of(0xff), 'not-an-image'],
    ['HTML', Buffer.from('<!doctype html><title>404</title>'.repeat(50)), 'not-an-image'],
    ['zeros', new Uint8Array(4096), 'not-an-image'],
    ['a PDF', Buffer.concat([Buffer.from('%PDF-1.7\n'), random(4000)]), 'not-an-image'],
    [
      'random bytes after the PNG signature',
      Buffer.concat([png.subarray(0, 8), random(500)]),
      'malformed-file',
    ],
    [
      'random bytes after the JPEG marker',
      Buffer.concat([Uint8Array.of(0xff, 0xd8, 0xff), random(500)]),
      'truncated-file',
    ],
    ['a PNG of 60,000 by 60,000 in 100 bytes', lyingPng(60_000, 60_000), 'image-too-large'],
    ['a PNG of 16,000 by 16,000 in a few kilobytes', lyingPng(16_000, 16_000), 'truncated-file'],
    ['a PNG without pixels', lyingPng(0, 30), 'malformed-file'],
    [
      'a DICOM header of 65,535 by 65,535',
      dicomFile('1.2.840.10008.1.2.1', [...greyModule(65535, 65535), [0x7fe0, 0x0010, 'OW', [0]]]),
      'image-too-large',
    ],
    [
      'a DICOM header of 9,999 by 9,999',
      dicomFile('1.2.840.10008.1.2.1', [...greyModule(9999, 9999), [0x7fe0, 0x0010, 'OW', [0]]]),
      'truncated-file',
    ],
    [
      'pixel data shorter than the image in a longer file',
      greyFile(2, 2, [0x7fe0, 0x0010, 'OW', [1, 2]], [0xfffc, 0xfffc, 'OB', random(50)]),
      'malformed-file',
    ],
    [
      'uncompressed pixels under a compressed syntax, too few for the image',
      dicomFile(jpeg2000, [...greyModule(1, 2), [0x7fe0, 0x0010, 'OW', [0]]]),
      'truncated-file',
    ],
    [
      'more compressed frames than the file has room for',
      dicomFile(
        jpeg2000,
        withAttributes(
          greyModule(1, 1),
          [0x0028, 0x0008, 'IS', '900'],
          [0x7fe0, 0x0010, 'OB', encapsulated([random(500)])],
        ),
      ),
      'truncated-file',
    ],
  ])('refuses %s', (_, bytes, code) => {
    expect(() => describeImage(bytes)).toThrow(expect.objectContaining({ name: 'AppError', code }));
  });

  it('describes a file by its first part, given the length of the whole', () => {
    const whole = greyFile(100, 100);
    expect(describeImage(whole.subarray(0, 400), whole.length)).toEqual(describeImage(whole));
    expect(() => describeImage(whole.subarray(0, 400))).toThrow(
      expect.objectContaining({ code: 'truncated-file' }),
    );
  });
});

describe('decodeFrame', () => {
  it.each([
    ['DICOM', greyFile(20, 20), ['truncated-file', 'not-an-image', 'no-pixel-data', 'missing-attribute']],
    ['PNG', png, ['truncated-file', 'not-an-image']],
  ])('never decodes a %s that was cut, wherever', async (_, whole, codes) => {
    for (let length = 1; length < whole.length; length++)
      expect(codes).toContain(await codeOf(whole.subarray(0, length)));
  });

  it.each([
    ['DICOM', greyFile(20, 20)],
    ['PNG', png],
  ])('decodes a damaged %s or refuses it by a code, wherever the damage is', async (_, whole) => {
    for (let position = 0; position < Math.min(whole.length, 400); position++) {
      const damaged = Buffer.from(whole);
      damaged[position]! ^= 0xff;
      expect(['decoded', ...errorCodes]).toContain(await codeOf(damaged));
    }
  });

  it('never decodes a JPEG or JPEG 2000 that was cut', async () => {
    const film = filmValues(64, 64, 255, new Uint8Array(4096));
    const jpeg = await encodeJpeg(film, 64, 64, 1);
    const codestream = await encodeJpeg2000(filmValues(64, 64, 4095, new Uint16Array(4096)), 64, 64, 12);
    for (let part = 1; part < 16; part++) {
      const jpegCode = await codeOf(jpeg.subarray(0, Math.floor((jpeg.length * part) / 16)));
      expect(['truncated-file', 'not-an-image']).toContain(jpegCode);
      const cut = codestream.subarray(0, Math.floor((codestream.length * part) / 16));
      expect(['truncated-file', 'codec-failed']).toContain(await codeOf(compressed(jpeg2000, 64, 64, cut)));
    }
  });

  it('refuses codestreams that lie about their size before the codec sees them', async () => {
    const codestream = await encodeJpeg2000(new Uint16Array(4096), 64, 64, 16);
    expect(await codeOf(compressed(jpeg2000, 64, 60, codestream))).toBe('malformed-file');
    expect(await codeOf(compressed(jpeg2000, 64, 64, lyingJpeg2000(codestream, 0x7fffffff)))).toBe(
      'malformed-file',
    );
  });

  it('refuses codestreams too short for the size that they and their file claim', async () => {
    const jpeg = Buffer.from(await encodeJpeg(filmValues(64, 64, 255, new Uint8Array(4096)), 64, 64, 1));
    const frameHeader = jpeg.findIndex(
      (byte, i) => byte === 0xff && (jpeg[i + 1] === 0xc0 || jpeg[i + 1] === 0xc2),
    );
    jpeg.writeUInt16BE(8192, frameHeader + 5);
    jpeg.writeUInt16BE(8192, frameHeader + 7);
    expect(() => describeImage(jpeg)).toThrow(expect.objectContaining({ code: 'malformed-file' }));
    expect(await codeOf(compressed('1.2.840.10008.1.2.4.50', 8192, 8192, jpeg))).toBe('malformed-file');
    const codestream = Buffer.from(await encodeJpeg2000(new Uint16Array(4096), 64, 64, 12));
    for (const position of [8, 12, 24, 28]) codestream.writeUInt32BE(8192, position);
    expect(await codeOf(compressed(jpeg2000, 8192, 8192, codestream))).toBe('malformed-file');
  });

  it('decodes a large blank JPEG, the shortest that an encoder makes', async () => {
    const blank = await encodeJpeg(new Uint8Array(4096 * 4352).fill(128), 4352, 4096, 1);
    expect(await codeOf(blank)).toBe('decoded');
  });

  it('refuses JPEG 2000 components that are subsampled, two, or of different depths', async () => {
    const grey = await encodeJpeg2000(filmValues(64, 64, 4095, new Uint16Array(4096)), 64, 64, 12);
    for (const position of [43, 44]) {
      const subsampled = Buffer.from(grey);
      subsampled[position] = 2;
      expect(await codeOf(compressed(jpeg2000, 64, 64, subsampled))).toBe('unsupported-pixel-format');
    }
    for (const second of [
      [11, 1, 1],
      [7, 1, 1],
      [11, 2, 1],
    ])
      expect(await codeOf(compressed(jpeg2000, 64, 64, withSecondComponent(grey, second)))).toBe(
        'unsupported-pixel-format',
      );
  });

  it('decodes the next file after a codec has failed', async () => {
    const film = filmValues(64, 64, 4095, new Uint16Array(4096));
    const codestream = await encodeJpeg2000(film, 64, 64, 12);
    const tile = Buffer.from(codestream).indexOf(Buffer.of(0xff, 0x93)) + 2;
    const damaged = Buffer.from(codestream).fill(0xff, tile);
    expect(await codeOf(compressed(jpeg2000, 64, 64, damaged))).toBe('codec-failed');
    const { storedValues } = await decodeFrame(compressed(jpeg2000, 64, 64, codestream), 0);
    expect(storedValues).toEqual(film);
  });

  it('refuses noise where a codestream should be', async () => {
    for (const syntax of [jpegLossless, jpeg2000, '1.2.840.10008.1.2.4.50'])
      expect(await codeOf(compressed(syntax, 64, 64, random(2000)))).toBe('malformed-file');
  });

  it.each([-1, 1, 0.5, NaN])('refuses frame %s of one', async (frame) => {
    await expect(decodeFrame(greyFile(2, 2), frame)).rejects.toMatchObject({ code: 'frame-out-of-range' });
  });
});
