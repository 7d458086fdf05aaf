import loadOpenJpeg from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import loadOpenJph from '@cornerstonejs/codec-openjph/wasmjs';
import { AppError } from '#common/errors';
import { decodedLength, requireLength, type CodestreamDecoder } from './codestream.ts';
import { readJpeg2000, requireWholeTileParts, type Jpeg2000Header } from './jpeg-2000-header.ts';
import { WasmCodec } from './wasm-codec.ts';

const openJpeg = new WasmCodec(loadOpenJpeg, 'J2KDecoder');
const openJph = new WasmCodec(loadOpenJph, 'HTJ2KDecoder');
/** Nothing bounds how little a blank image takes; an exposure, even of nothing, takes far more than this. */
const samplesPerByte = 4096;
const componentDepth = 42;
const componentLength = 3;

/** Loads the codec of JPEG 2000 Part 1 ahead of the first film, whose first look it would hold up. */
export const warmUpJpeg2000 = (): Promise<void> => openJpeg.warmUp();

/**
 * Decodes a JPEG 2000 codestream, of Part 1 or High-Throughput, bare or in a JP2 file, to samples whose own
 * component transform is undone; a reduction is taken from the codestream's resolution levels.
 *
 * @throws AppError `malformed-file`, `truncated-file`, `unsupported-pixel-format`, `image-too-large`,
 * `codec-failed`, and whatever `accept` throws at the header.
 */
export const decodeJpeg2000: CodestreamDecoder = async (bytes, accept, wished = 1) => {
  const { header, codestream } = readJpeg2000(bytes);
  requireWritable(header);
  accept(header);
  requireLength(header, bytes.length, samplesPerByte);
  const reduction = Math.min(2 ** Math.floor(Math.log2(wished)), header.largestReduction);
  const whole = requireWholeTileParts(codestream);
  // The codecs cut negative samples of up to 8 bits off at zero.
  const isShifted = header.isSigned && header.bitsPerSample <= 8;
  const codec = header.isHighThroughput ? openJph : openJpeg;
  const samples = await codec.decode(isShifted ? withoutSign(whole, header) : whole, {
    level: Math.log2(reduction),
    length: decodedLength(header, reduction),
  });
  if (header.isHighThroughput) clampToDepth(samples, header, header.isSigned && !isShifted);
  if (isShifted) shiftDown(samples, header);
  return { header, bytes: samples, reduction };
};

/** What the codecs' bindings hand over: OpenJPEG's writes no colour of more than 8 bits, and neither more than 16. */
function requireWritable({ bitsPerSample, componentCount, isHighThroughput }: Jpeg2000Header): void {
  const isWritten = bitsPerSample <= (componentCount > 1 && !isHighThroughput ? 8 : 16);
  if (isWritten && (componentCount === 1 || componentCount === 3)) return;
  throw new AppError(
    'unsupported-pixel-format',
    `JPEG 2000 images of ${componentCount} components of ${bitsPerSample} bits cannot be shown.`,
  );
}

/** What lossy coding overshoots at edges is cut off by OpenJPEG at the depth, by OpenJPH at whole bytes alone. */
function clampToDepth(bytes: Uint8Array, { bitsPerSample }: Jpeg2000Header, isSigned: boolean): void {
  if (bitsPerSample === 8 || bitsPerSample === 16) return;
  const [least, most] = isSigned
    ? [-(2 ** (bitsPerSample - 1)), 2 ** (bitsPerSample - 1) - 1]
    : [0, 2 ** bitsPerSample - 1];
  const samples =
    bitsPerSample < 8
      ? bytes
      : new (isSigned ? Int16Array : Uint16Array)(bytes.buffer as ArrayBuffer, bytes.byteOffset);
  for (let i = 0; i < samples.length; i++) samples[i] = Math.min(Math.max(samples[i]!, least), most);
}

/** A copy that calls its samples unsigned, which moves them up by half their range (T.800 annex G.1). */
function withoutSign(codestream: Uint8Array, { componentCount }: Jpeg2000Header): Uint8Array {
  const copy = new Uint8Array(codestream);
  for (let i = 0; i < componentCount; i++) copy[componentDepth + componentLength * i]! &= 0x7f;
  return copy;
}

function shiftDown(samples: Uint8Array, { bitsPerSample }: Jpeg2000Header): void {
  const half = 2 ** (bitsPerSample - 1);
  for (let i = 0; i < samples.length; i++) samples[i] = samples[i]! - half;
}
