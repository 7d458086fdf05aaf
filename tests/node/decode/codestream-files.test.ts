import { errorCodes } from '#common/errors';
import { decodeFrame } from '#node/decode/decode-frame';
import { describeImage } from '#node/decode/describe-image';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from '../../support/codestreams.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const [width, height] = [48, 40];
const film = filmValues(height, width, 4095, new Uint16Array(width * height));
const grey12 = { width, height, bitsPerSample: 12, componentCount: 1 } as const;

/** A box of a JP2 file (ITU-T T.800 I.4). */
function box(type: string, ...content: readonly Uint8Array[]): Buffer {
  const length = Buffer.alloc(4);
  const inside = Buffer.concat(content);
  length.writeUInt32BE(8 + inside.length);
  return Buffer.concat([length, Buffer.from(type), inside]);
}

/** A JP2 file of a codestream whose colours are those of a number (EnumCS): 16 sRGB, 17 grey, 18 sYCC. */
function jp2Of(codestream: Uint8Array, enumeration: number, ...more: readonly Buffer[]): Buffer {
  const colour = box('colr', Uint8Array.of(1, 0, 0, 0, 0, 0, enumeration));
  return Buffer.concat([
    box('jP  ', Uint8Array.of(0x0d, 0x0a, 0x87, 0x0a)),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ')),
    box('jp2h', colour, ...more),
    box('jp2c', codestream),
  ]);
}

async function codeOf(bytes: Uint8Array): Promise<unknown> {
  return decodeFrame(bytes, 0).then(
    () => 'decoded',
    (thrown: { code?: unknown }) => thrown.code ?? thrown,
  );
}

describe('decodeFrame of a JPEG 2000 file', () => {
  it('decodes a bare codestream, and one inside a JP2 file', async () => {
    const codestream = await encodeJpeg2000(film, width, height, 12);
    for (const bytes of [codestream, jp2Of(codestream, 17)]) {
      const { description, storedValues } = await decodeFrame(bytes, 0);
      expect(storedValues).toEqual(film);
      expect(description).toMatchObject({
        container: 'jpeg2000',
        pixels: { rows: height, columns: width, bitsStored: 12, pixelRepresentation: 0, lossy: false },
      });
    }
  });

  it('takes a coding style for one component, the shortest there is', async () => {
    const codestream = Buffer.from(await encodeJpeg2000(film, width, height, 12));
    // COD (ITU-T T.800 A.6.1): marker, length, style, progression, layers, transform, then levels, code-block and wavelet.
    const at = codestream.indexOf(Buffer.from([0xff, 0x52]));
    const component = Buffer.from([0xff, 0x53, 0, 9, 0, 0, ...codestream.subarray(at + 9, at + 14)]);
    const end = at + 2 + codestream.readUInt16BE(at + 2);
    const whole = Buffer.concat([codestream.subarray(0, end), component, codestream.subarray(end)]);
    expect((await decodeFrame(whole, 0)).storedValues).toEqual(film);
  });

  it('keeps the sign of samples', async () => {
    const signed = Int16Array.from(film, (value) => value - 2048);
    const { description, storedValues } = await decodeFrame(
      await encodeJpeg2000(signed, width, height, 12),
      0,
    );
    expect(storedValues).toEqual(signed);
    expect(description.pixels.pixelRepresentation).toBe(1);
  });

  it('turns Y, Cb and Cr into RGB where the file says that they are', async () => {
    const grey = Uint8Array.from({ length: 3 * width * height }, (_, i) => (i % 3 === 0 ? 90 : 128));
    const image = { width, height, bitsPerSample: 8, componentCount: 3 } as const;
    const codestream = await encodeHtj2k(grey, image);
    const of = async (bytes: Uint8Array) => [...(await decodeFrame(bytes, 0)).storedValues.slice(0, 3)];
    expect(await of(jp2Of(codestream, 18))).toEqual([90, 90, 90]);
    expect(await of(jp2Of(codestream, 16))).toEqual([90, 128, 128]);
  });

  it('refuses indices into a palette, which would pass for grey', async () => {
    const codestream = await encodeJpeg2000(film, width, height, 12);
    const mapped = jp2Of(codestream, 16, box('pclr', new Uint8Array(16)));
    expect(() => describeImage(mapped)).toThrow(
      expect.objectContaining({ code: 'unsupported-pixel-format' }),
    );
  });

  it('refuses boxes that do not end', async () => {
    const jp2 = jp2Of(await encodeJpeg2000(film, width, height, 12), 17);
    jp2.writeUInt32BE(2, 12);
    expect(await codeOf(jp2)).toBe('malformed-file');
  });
});

describe('decodeFrame of a JPEG-LS file', () => {
  it('decodes grey of 12 bits', async () => {
    const { description, storedValues } = await decodeFrame(await encodeJpegLs(film, grey12), 0);
    expect(storedValues).toEqual(film);
    expect(description).toMatchObject({ container: 'jpegls', pixels: { bitsStored: 12, lossy: false } });
  });

  it('says that nearly lossless is not lossless', async () => {
    const bytes = await encodeJpegLs(film, grey12, { near: 2 });
    expect(describeImage(bytes).pixels.lossy).toBe(true);
  });
});

describe.each<[string, () => Promise<Uint8Array>]>([
  ['JPEG 2000', () => encodeJpeg2000(film, width, height, 12)],
  ['JP2', async () => jp2Of(await encodeJpeg2000(film, width, height, 12), 17)],
  ['JPEG-LS', () => encodeJpegLs(film, grey12)],
])('decodeFrame of a hostile %s file', (_, encoded) => {
  it('never takes a film that was cut for whole, wherever it was cut', async () => {
    const whole = await encoded();
    for (let part = 1; part < 16; part++) {
      const code = await codeOf(whole.subarray(0, Math.floor((whole.length * part) / 16)));
      expect(['truncated-file', 'malformed-file', 'codec-failed', 'not-an-image']).toContain(code);
    }
  });

  it('decodes a damaged film or refuses it by a code', async () => {
    const whole = await encoded();
    for (let position = 0; position < 120; position += 7) {
      const damaged = Buffer.from(whole);
      damaged[position]! ^= 0xff;
      expect(['decoded', ...errorCodes]).toContain(await codeOf(damaged));
    }
  });
});
