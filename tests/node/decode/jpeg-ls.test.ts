import { interleavePlanes } from '#common/imaging/photometric';
import { decodeJpegLs } from '#node/decode/jpeg-ls';
import { readJpegLsHeader } from '#node/decode/jpeg-ls-header';
import { encodeJpegLs } from '../../support/codestreams.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const [width, height] = [31, 23];
const pixels = width * height;
const anything = (): void => undefined;
const grey = (bitsPerSample: number) => ({ width, height, bitsPerSample, componentCount: 1 }) as const;
const colour = { width, height, bitsPerSample: 8, componentCount: 3 } as const;

async function decoded(codestream: Uint8Array): Promise<Uint8Array> {
  return (await decodeJpegLs(codestream, anything)).bytes;
}

describe('decodeJpegLs', () => {
  it.each([2, 7, 8])('gives back %i-bit samples as bytes', async (bits) => {
    const samples = filmValues(height, width, 2 ** bits - 1, new Uint8Array(pixels));
    expect(await decoded(await encodeJpegLs(samples, grey(bits)))).toEqual(samples);
  });

  it.each([9, 12, 15, 16])('gives back %i-bit samples as pairs of bytes', async (bits) => {
    const samples = filmValues(height, width, 2 ** bits - 1, new Uint16Array(pixels));
    expect(await decoded(await encodeJpegLs(samples, grey(bits)))).toEqual(new Uint8Array(samples.buffer));
  });

  it.each([0, 1, 2])(
    'interleaves colour by sample, whatever the codestream does (%i)',
    async (interleaving) => {
      const planes = Uint8Array.from({ length: 3 * pixels }, (_, i) => (i * i) % 251);
      const bySample = interleavePlanes(planes);
      const given = interleaving === 0 ? planes : bySample;
      expect(await decoded(await encodeJpegLs(given, colour, { interleaving }))).toEqual(bySample);
    },
  );

  it('interleaves colour of more than 8 bits', async () => {
    const planes = Uint16Array.from({ length: 3 * pixels }, (_, i) => (i * i) % 65_521);
    const codestream = await encodeJpegLs(planes, { ...colour, bitsPerSample: 16 });
    expect(await decoded(codestream)).toEqual(new Uint8Array(interleavePlanes(planes).buffer));
  });

  it('passes over what follows the end marker', async () => {
    const samples = filmValues(height, width, 255, new Uint8Array(pixels));
    const padded = Uint8Array.of(...(await encodeJpegLs(samples, grey(8))), 0, 0, 0);
    expect(await decoded(padded)).toEqual(samples);
  });

  it('stays within the error that a near-lossless codestream allows itself', async () => {
    const samples = filmValues(height, width, 255, new Uint8Array(pixels));
    const codestream = await encodeJpegLs(samples, grey(8), { near: 3 });
    const errors = (await decoded(codestream)).map((value, i) => Math.abs(value - samples[i]!));
    expect(readJpegLsHeader(codestream).near).toBe(3);
    expect(Math.max(...errors)).toBe(3);
  });

  it('asks before it decodes', async () => {
    const codestream = await encodeJpegLs(new Uint8Array(pixels), grey(8));
    const refusal = decodeJpegLs(codestream, (header) => {
      throw new Error(`${header.width} x ${header.height} x ${header.componentCount}`);
    });
    await expect(refusal).rejects.toThrow('31 x 23 x 1');
  });

  it('refuses a codestream that is cut off, and decodes the next', async () => {
    const samples = filmValues(height, width, 255, new Uint8Array(pixels));
    const codestream = await encodeJpegLs(samples, grey(8));
    const half = codestream.subarray(0, codestream.length >> 1);
    await expect(decoded(half)).rejects.toMatchObject({ code: 'truncated-file' });
    const closed = Uint8Array.of(...half, 0xff, 0xd9);
    await expect(decoded(closed)).rejects.toMatchObject({ code: 'codec-failed' });
    expect(await decoded(codestream)).toEqual(samples);
  });

  it('refuses what its header cannot mean before anything is allocated', async () => {
    const codestream = await encodeJpegLs(new Uint8Array(pixels), grey(8));
    const frame = codestream.findIndex((byte, i) => byte === 0xff && codestream[i + 1] === 0xf7);
    const changed = (changes: Readonly<Record<number, number>>): Uint8Array => {
      const copy = Uint8Array.from(codestream);
      for (const [offset, value] of Object.entries(changes)) copy[frame + Number(offset)] = value;
      return copy;
    };
    const [precision, firstSizeByte, components, sampling] = [4, 5, 9, 11] as const;
    const huge = { 5: 0xff, 6: 0xff, 7: 0xff, 8: 0xff };
    const codeOf = async (bytes: Uint8Array) =>
      decoded(bytes).then(
        () => 'decoded',
        (thrown: { readonly code: string }) => thrown.code,
      );
    expect(await codeOf(changed({ [sampling]: 0x21 }))).toBe('unsupported-pixel-format');
    expect(await codeOf(changed({ [firstSizeByte]: 0, [firstSizeByte + 1]: 0 }))).toBe(
      'unsupported-pixel-format',
    );
    expect(await codeOf(changed({ [precision]: 17 }))).toBe('malformed-file');
    expect(await codeOf(changed({ [components]: 3 }))).toBe('malformed-file');
    expect(await codeOf(changed(huge))).toBe('malformed-file');
    expect(await codeOf(codestream.subarray(0, 20))).toBe('truncated-file');
    expect(await codeOf(Uint8Array.of(0xff, 0xd9))).toBe('malformed-file');
  });
});
