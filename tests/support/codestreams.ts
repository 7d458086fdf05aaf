import loadJpeg from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import loadJpeg2000 from '@cornerstonejs/codec-openjpeg/wasmjs';

/** A baseline JPEG from grey or RGB samples, of nearly lossless quality unless told otherwise. */
export async function encodeJpeg(
  samples: Uint8Array,
  width: number,
  height: number,
  componentCount: 1 | 3,
  quality = 98,
): Promise<Uint8Array> {
  const { JPEGEncoder } = await loadJpeg();
  const encoder = new JPEGEncoder();
  encoder.getDecodedBuffer({ width, height, bitsPerSample: 8, componentCount, isSigned: false }).set(samples);
  encoder.setQuality(quality);
  encoder.encode();
  return new Uint8Array(encoder.getEncodedBuffer());
}

/** A lossless JPEG 2000 codestream of grey samples. */
export async function encodeJpeg2000(
  samples: Uint16Array | Int16Array,
  width: number,
  height: number,
  bitsPerSample: number,
): Promise<Uint8Array> {
  const { J2KEncoder } = await loadJpeg2000({ print: () => undefined, printErr: () => undefined });
  const encoder = new J2KEncoder();
  const isSigned = samples instanceof Int16Array;
  encoder
    .getDecodedBuffer({ width, height, bitsPerSample, componentCount: 1, isSigned })
    .set(new Uint8Array(samples.buffer));
  encoder.setQuality(true, 0);
  encoder.encode();
  return new Uint8Array(encoder.getEncodedBuffer());
}
