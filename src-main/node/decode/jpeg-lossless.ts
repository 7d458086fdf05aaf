import { Decoder } from 'jpeg-lossless-decoder-js';
import { AppError } from '#common/errors';
import { requireLength, requireWhole, type CodestreamDecoder } from './codestream.ts';
import { findEndOfImage, readJpegHeader } from './jpeg-header.ts';

const losslessHuffman = 0xc3;
const readAhead = 2;
/** Every sample takes a bit at least. */
const samplesPerByte = 8;

/**
 * Decodes a lossless JPEG codestream (ITU-T T.81 process 14) in JavaScript.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `codec-failed`, and
 * whatever `accept` throws at the header.
 */
export const decodeJpegLossless: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpegHeader(codestream);
  if (header.process !== losslessHuffman)
    throw new AppError('unsupported-pixel-format', 'The compressed image is no lossless JPEG.');
  accept(header);
  requireLength(header, codestream.length, samplesPerByte);
  const end = findEndOfImage(codestream);
  if (end === null) throw truncated();
  const decoder = new Decoder();
  // Without the end marker: where one follows the last bit too closely, the decoder drops the last pixel.
  const samples = decoding(() =>
    decoder.decode(codestream.buffer as ArrayBuffer, codestream.byteOffset, end),
  );
  // It reads on past the end as if zeros followed, and a few bytes ahead even where none are missing.
  if (decoder.stream!.index > end + readAhead) throw truncated();
  if (decoder.yLoc < header.height) throw damaged();
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  requireWhole(bytes, header);
  return { header: { ...header, colourSpace: null }, bytes };
};

function truncated(): AppError {
  return new AppError('truncated-file', 'The compressed image ends too soon.');
}

function damaged(cause?: unknown): AppError {
  return new AppError('codec-failed', 'The compressed image is damaged.', { cause });
}

function decoding<T>(decode: () => T | null): T {
  try {
    const decoded = decode();
    if (decoded !== null) return decoded;
  } catch (thrown) {
    throw damaged(thrown);
  }
  throw damaged();
}
