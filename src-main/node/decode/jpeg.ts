import load from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
import { AppError } from '#common/errors';
import { requireLength, requireWhole, type CodestreamDecoder } from './codestream.ts';
import { findEndOfImage, readJpegHeader, withoutColourTransform, type JpegHeader } from './jpeg-header.ts';
import { WasmCodec } from './wasm-codec.ts';

const codec = new WasmCodec(load, 'JPEGDecoder');
const lossyHuffman = [0xc0, 0xc1, 0xc2];
/** A block takes a bit at least; of the coarsest colour sampling 18 blocks stand for 3,072 samples. */
const samplesPerByte = 2048;

/**
 * Refuses what `decodeJpeg` cannot decode, by the frame header and the length of the codestream in bytes.
 *
 * @throws AppError `unsupported-pixel-format` unless it is 8-bit grey or three-component JPEG, and
 * `malformed-file` where it is too short for its size.
 */
export function requireDecodableJpeg(header: JpegHeader, length: number): void {
  const { process, bitsPerSample, componentCount } = header;
  const isColourOrGrey = componentCount === 1 || componentCount === 3;
  if (!lossyHuffman.includes(process) || bitsPerSample !== 8 || !isColourOrGrey)
    throw new AppError('unsupported-pixel-format', 'This kind of JPEG cannot be shown.');
  requireLength(header, length, samplesPerByte);
}

/**
 * Decodes an 8-bit JPEG codestream, baseline or progressive: grey to one sample a pixel, colour to RGB.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `codec-failed`, and
 * whatever `accept` throws at the header.
 */
export const decodeJpeg: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpegHeader(codestream);
  requireDecodableJpeg(header, codestream.length);
  accept(header);
  if (findEndOfImage(codestream) === null)
    throw new AppError('truncated-file', 'The JPEG ends before its image does.');
  const bytes = await codec.decode(codestream);
  requireWhole(bytes, header);
  return { header, bytes };
};

/** Like `decodeJpeg`, but colour stays in the space that the codestream stores and its header names. */
export const decodeJpegAsStored: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpegHeader(codestream);
  const { bytes } = await decodeJpeg(withoutColourTransform(codestream), accept);
  return { header, bytes };
};
