import load from '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs';
import { AppError } from '#common/errors';
import { decodedLength, requireLength, requireWhole, type CodestreamDecoder } from './codestream.ts';
import { assembleImage } from './jpeg-dct/assemble.ts';
import { decodePlanes } from './jpeg-dct/decode-dct.ts';
import { findEndOfImage, readJpegHeader, withoutColourTransform, type JpegHeader } from './jpeg-header.ts';
import { WasmCodec } from './wasm-codec.ts';

const codec = new WasmCodec(load, 'JPEGDecoder');
const baseline = 0xc0;
const progressive = 0xc2;
/** What other frame headers announce (ITU-T T.81 table B.1). */
const refusals: Readonly<Record<number, string>> = {
  0xc3: 'Lossless JPEG cannot be shown here.',
  0xc5: 'Hierarchical JPEG cannot be shown.',
  0xc6: 'Hierarchical JPEG cannot be shown.',
  0xc7: 'Hierarchical JPEG cannot be shown.',
  0xc9: 'Arithmetic-coded JPEG cannot be shown.',
  0xca: 'Arithmetic-coded JPEG cannot be shown.',
  0xcb: 'Arithmetic-coded JPEG cannot be shown.',
  0xcd: 'Hierarchical JPEG cannot be shown.',
  0xce: 'Hierarchical JPEG cannot be shown.',
  0xcf: 'Hierarchical JPEG cannot be shown.',
};
/** A block takes a bit at least; of the coarsest colour sampling 18 blocks stand for 3,072 samples. */
const samplesPerByte = 2048;

/**
 * Refuses what `decodeJpeg` cannot decode, by the frame header and the length of the codestream in bytes.
 *
 * @throws AppError `unsupported-pixel-format` unless it is Huffman-coded, lossy, of 8 or 12 bits and of grey or
 * three components, and `malformed-file` where it is too short for its size.
 */
export function requireDecodableJpeg(header: JpegHeader, length: number): void {
  const { process, bitsPerSample, componentCount } = header;
  if (componentCount === 4)
    throw new AppError('unsupported-pixel-format', 'JPEG in printing colours (CMYK) cannot be shown.');
  const refusal =
    refusals[process] ??
    (bitsPerSample === 8 || (bitsPerSample === 12 && process !== baseline)
      ? null
      : `JPEG of ${bitsPerSample} bits cannot be shown.`);
  if (refusal !== null) throw new AppError('unsupported-pixel-format', refusal);
  if (componentCount !== 1 && componentCount !== 3)
    throw new AppError('unsupported-pixel-format', `JPEG of ${componentCount} components cannot be shown.`);
  requireLength(header, length, samplesPerByte);
}

/**
 * Decodes a lossy JPEG codestream: grey to one sample a pixel, colour to RGB.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `codec-failed`,
 * `too-many-scans`, and whatever `accept` throws at the header.
 */
export const decodeJpeg: CodestreamDecoder = async (codestream, accept) => {
  const header = acceptedHeader(codestream, accept);
  const bytes =
    (await decodeQuickly(header, codestream)) ??
    assembleImage(decodePlanes(codestream, header), header.storesYcbcr);
  requireWhole(bytes, header);
  return { header, bytes };
};

/** Like `decodeJpeg`, but colour stays in the space that the codestream stores and its header names. */
export const decodeJpegAsStored: CodestreamDecoder = async (codestream, accept) => {
  const header = acceptedHeader(codestream, accept);
  const bytes =
    (await decodeQuickly(header, withoutColourTransform(codestream))) ??
    assembleImage(decodePlanes(codestream, header), false);
  requireWhole(bytes, header);
  return { header, bytes };
};

function acceptedHeader(codestream: Uint8Array, accept: (header: JpegHeader) => void): JpegHeader {
  const header = readJpegHeader(codestream);
  requireDecodableJpeg(header, codestream.length);
  accept(header);
  if (findEndOfImage(codestream) === null)
    throw new AppError('truncated-file', 'The JPEG ends before its image does.');
  return header;
}

/**
 * Decodes by WebAssembly what it is made for; null for everything else, and for what it calls damaged: it
 * refuses whole images too, over blemishes that the decoder here can tell from damage.
 */
async function decodeQuickly(header: JpegHeader, codestream: Uint8Array): Promise<Uint8Array | null> {
  if (header.bitsPerSample !== 8 || header.process === progressive) return null;
  return codec.decode(codestream, { length: decodedLength(header) }).catch(() => null);
}
