import load from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { WasmCodec } from '#node/decode/wasm-codec';
import { encodeJpeg2000 } from '../../support/codestreams.ts';
import { filmValues } from '../../support/synthetic-frame.ts';

const [width, height] = [64, 48];
const film = filmValues(height, width, 65_535, new Uint16Array(width * height));
const bytesOf = (samples: Uint16Array) => new Uint8Array(samples.buffer);

/** With image and tile of another size than its code-blocks are for. */
async function enlarged(size: number): Promise<Uint8Array> {
  const codestream = await encodeJpeg2000(film, width, height, 16);
  const view = new DataView(codestream.buffer, codestream.byteOffset);
  for (const position of [8, 12, 24, 28]) view.setUint32(position, size);
  return codestream;
}

describe('WasmCodec', () => {
  it('gives what the codec decodes, at the level asked for', async () => {
    const codec = new WasmCodec(load, 'J2KDecoder');
    const codestream = await encodeJpeg2000(film, width, height, 16);
    expect(await codec.decode(codestream)).toEqual(bytesOf(film));
    expect(await codec.decode(codestream, { level: 1, length: 2 * 32 * 24 })).toHaveLength(1536);
  });

  it('loads its module once, ahead of the first codestream where that is asked', async () => {
    let loads = 0;
    const codec = new WasmCodec((options) => {
      loads++;
      return load(options);
    }, 'J2KDecoder');
    await codec.warmUp();
    expect(loads).toBe(1);
    await codec.decode(await encodeJpeg2000(film, width, height, 16));
    expect(loads).toBe(1);
  });

  it('takes another length than the one expected for damage, and decodes the next', async () => {
    const codec = new WasmCodec(load, 'J2KDecoder');
    const codestream = await encodeJpeg2000(film, width, height, 16);
    await expect(codec.decode(codestream, { length: 7 })).rejects.toMatchObject({ code: 'codec-failed' });
    expect(await codec.decode(codestream, { length: 2 * width * height })).toEqual(bytesOf(film));
  });

  it('lets no codestream have more than a gibibyte of memory, and decodes the next', async () => {
    const codec = new WasmCodec(load, 'J2KDecoder');
    const bomb = await enlarged(17_000);
    await expect(codec.decode(bomb)).rejects.toMatchObject({ code: 'image-too-large' });
    expect(await codec.decode(await encodeJpeg2000(film, width, height, 16))).toEqual(bytesOf(film));
  });
});
