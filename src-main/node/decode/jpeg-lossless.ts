import { AppError } from '#common/errors';
import { requireLength, type CodestreamDecoder } from './codestream.ts';
import { readHuffmanTables, type Tables } from './jpeg-dct/tables.ts';
import { isFrameHeader, readJpegHeader, readSegment, type JpegHeader } from './jpeg-header.ts';
import { readLosslessScan, readLosslessScanHeader, type LosslessFrame } from './jpeg-lossless-scan.ts';

const losslessHuffman = 0xc3;
const huffmanTables = 0xc4;
const endOfImage = 0xd9;
const startOfScan = 0xda;
const restartInterval = 0xdd;
/** Every sample takes a bit at least. */
const samplesPerByte = 8;

/**
 * Decodes a lossless JPEG codestream (ITU-T T.81 process 14) of any predictor, point transform and restarts.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`, `codec-failed`, and
 * whatever `accept` throws at the header.
 */
export const decodeJpegLossless: CodestreamDecoder = async (codestream, accept) => {
  const header = readJpegHeader(codestream);
  const { process, componentCount, bitsPerSample } = header;
  if (process !== losslessHuffman || (componentCount !== 1 && componentCount !== 3))
    throw new AppError(
      'unsupported-pixel-format',
      'The compressed image is no lossless JPEG of grey or colour.',
    );
  if (bitsPerSample < 2 || bitsPerSample > 16) throw damaged();
  accept(header);
  requireLength(header, codestream.length, samplesPerByte);
  const samples = decodeScans(codestream, header);
  requireWithin(samples, bitsPerSample);
  const bytes = new Uint8Array(samples.buffer);
  return { header: { ...header, colourSpace: null }, bytes };
};

/** Prediction counts modulo 65,536 (T.81 H.1.2.1), so that a damaged stream leaves the range of its samples. */
function requireWithin(samples: Uint8Array | Uint16Array, bitsPerSample: number): void {
  const above = 2 ** bitsPerSample;
  for (let i = 0; i < samples.length; i++) if (samples[i]! >= above) throw damaged();
}

/** Reads segment after segment until each component had its scan. */
function decodeScans(bytes: Uint8Array, header: JpegHeader): Uint8Array | Uint16Array {
  const { width, height, componentCount, bitsPerSample } = header;
  const samples = new (bitsPerSample > 8 ? Uint16Array : Uint8Array)(width * height * componentCount);
  const tables: Tables = { quantisation: [], dc: [], ac: [] };
  const missing = new Set(Array.from({ length: componentCount }, (_, i) => i));
  let frame: LosslessFrame | null = null;
  let unitsToRestart = 0;
  for (let position = 2; missing.size > 0;) {
    const { marker, payload, end } = readSegment(bytes, position);
    position = end;
    if (marker === huffmanTables) readHuffmanTables(payload, tables);
    else if (marker === restartInterval) unitsToRestart = ((payload[0] ?? 0) << 8) | (payload[1] ?? 0);
    else if (isFrameHeader(marker)) frame = layOut(payload, header);
    else if (marker === endOfImage)
      throw new AppError('truncated-file', 'The JPEG ends before its image does.');
    else if (marker === startOfScan) {
      if (!frame) throw damaged();
      const scan = readLosslessScanHeader(payload, frame, tables);
      position = readLosslessScan(bytes, position, frame, scan, unitsToRestart, samples);
      for (const { index } of scan.components) missing.delete(index);
    }
  }
  return samples;
}

function layOut(payload: Uint8Array, { width, height, componentCount, bitsPerSample }: JpegHeader) {
  const ids = Array.from({ length: componentCount }, (_, i) => payload[6 + 3 * i]!);
  const samplings = Array.from({ length: componentCount }, (_, i) => payload[7 + 3 * i]!);
  if (new Set(samplings).size > 1)
    throw new AppError('unsupported-pixel-format', 'Lossless JPEG with subsampled colour cannot be shown.');
  return { width, height, bitsPerSample, ids };
}

function damaged(): AppError {
  return new AppError('malformed-file', 'The JPEG header is damaged.');
}
