import load from '@cornerstonejs/codec-openjpeg/decodewasmjs';
import { requireLength, requireWhole, type CodestreamDecoder } from './codestream.ts';
import { readJpeg2000Header } from './jpeg-2000-header.ts';
import { WasmCodec } from './wasm-codec.ts';

const codec = new WasmCodec(load, 'J2KDecoder');
/** Nothing bounds how little a blank image takes; an exposure, even of nothing, takes far more than this. */
const samplesPerByte = 4096;

/**
 * Decodes a JPEG 2000 codestream, bare or in a JP2 file; its own component transform is undone.
 *
 * @throws AppError `malformed-file`, `truncated-file`, `unsupported-pixel-format`, `codec-failed`, and
 * whatever `accept` throws at the header.
 */
export const decodeJpeg2000: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpeg2000Header(codestream);
  accept(header);
  requireLength(header, codestream.length, samplesPerByte);
  const bytes = await codec.decode(codestream);
  requireWhole(bytes, header);
  return { header, bytes };
};
