import load from '@cornerstonejs/codec-charls/decodewasmjs';
import { AppError } from '#common/errors';
import { interleavePlanes } from '#common/imaging/photometric';
import { decodedLength, requireLength, type CodestreamDecoder } from './codestream.ts';
import { findEndOfImage } from './jpeg-header.ts';
import { readJpegLsHeader } from './jpeg-ls-header.ts';
import { WasmCodec } from './wasm-codec.ts';

const codec = new WasmCodec(load, 'JpegLSDecoder');
/** A bit stands for a run of 32,768 samples at most (ITU-T T.87 A.7.1). */
const samplesPerByte = 8 * 32_768;

/**
 * Decodes a JPEG-LS codestream, lossless or near-lossless, whose components are interleaved in any way.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `image-too-large`,
 * `codec-failed`, and whatever `accept` throws at the header.
 */
export const decodeJpegLs: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpegLsHeader(codestream);
  accept(header);
  requireLength(header, codestream.length, samplesPerByte);
  const end = findEndOfImage(codestream);
  // Past an end without its marker CharLS can look for a bit for 15 seconds.
  if (end === null) throw new AppError('truncated-file', 'The compressed image ends too soon.');
  const bytes = await codec.decode(codestream.subarray(0, end + 2), { length: decodedLength(header) });
  const isPlanar = header.componentCount === 3 && header.interleaving === 'none';
  return { header, bytes: isPlanar ? byPixel(bytes, header.bitsPerSample) : bytes };
};

function byPixel(bytes: Uint8Array, bitsPerSample: number): Uint8Array {
  if (bitsPerSample <= 8) return interleavePlanes(bytes);
  const samples = interleavePlanes(new Uint16Array(bytes.buffer, bytes.byteOffset, bytes.length / 2));
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
