import loadJpegLs from '@cornerstonejs/codec-charls/wasmjs';
import loadJpeg from '@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs';
import loadJpeg2000 from '@cornerstonejs/codec-openjpeg/wasmjs';
import loadHtj2k from '@cornerstonejs/codec-openjph/wasmjs';

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

/** What the encoders below are told of the samples. */
export interface Samples {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: 1 | 3;
}

const silent = () => ({ print: () => undefined, printErr: () => undefined });

/** A lossless High-Throughput JPEG 2000 codestream of five decompositions, of 8 or 16 unsigned bits a sample. */
export async function encodeHtj2k(
  samples: Uint8Array | Uint16Array,
  image: Samples,
  isUsingColorTransform = false,
): Promise<Uint8Array> {
  const { HTJ2KEncoder } = await loadHtj2k(silent());
  const encoder = new HTJ2KEncoder();
  encoder
    .getDecodedBuffer({ ...image, isSigned: false, isUsingColorTransform })
    .set(new Uint8Array(samples.buffer));
  encoder.setQuality(true, 0);
  encoder.encode();
  return new Uint8Array(encoder.getEncodedBuffer());
}

/** A JPEG-LS codestream; components come by plane (0), by line (1) or by sample (2), as its interleaving has them. */
export async function encodeJpegLs(
  samples: Uint8Array | Uint16Array,
  image: Samples,
  { near = 0, interleaving = 0 } = {},
): Promise<Uint8Array> {
  const { JpegLSEncoder } = await loadJpegLs(silent());
  const encoder = new JpegLSEncoder();
  encoder.getDecodedBuffer(image).set(new Uint8Array(samples.buffer));
  encoder.setNearLossless(near);
  encoder.setInterleaveMode(interleaving);
  encoder.encode();
  return new Uint8Array(encoder.getEncodedBuffer());
}
