import loadCodec from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import { quantise, type Film } from '../film.ts';

let codec: ReturnType<typeof loadCodec> | null = null;

/** A grey baseline JPEG file at a quality of 1 to 100 on libjpeg's scale; the encoder needs more pixels than a header has bytes. */
export async function encodeJpeg(film: Film, quality: number): Promise<Uint8Array> {
  const { JPEGEncoder } = await (codec ??= loadCodec());
  const encoder = new JPEGEncoder();
  const { rows, columns } = film;
  const image = {
    width: columns,
    height: rows,
    bitsPerSample: 8,
    componentCount: 1,
    isSigned: false,
  } as const;
  encoder.getDecodedBuffer(image).set(quantise(film, 8));
  encoder.setQuality(quality);
  encoder.encode();
  const file = new Uint8Array(encoder.getEncodedBuffer());
  encoder.delete();
  return file;
}
