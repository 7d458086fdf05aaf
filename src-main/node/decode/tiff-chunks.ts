import { AppError } from '#common/errors';
import { decodeJpeg, decodeJpegAsStored } from './jpeg.ts';
import { asStoredValues } from './still-values.ts';
import { expandBytes, isJpegCompression } from './tiff-compression.ts';
import type { TiffPage } from './tiff-page.ts';

/** One array element a sample, whatever its bits. */
export type Samples = Uint8Array | Uint16Array;

/**
 * Reads a strip or tile: its lines at its own width, all samples of each pixel in turn, or those of one plane.
 *
 * @param index Among the page's strips or tiles.
 * @throws AppError `truncated-file`, `malformed-file`, `codec-failed`, and those of `decodeJpeg`.
 */
export async function readChunkSamples(
  bytes: Uint8Array,
  page: TiffPage,
  index: number,
  littleEndian: boolean,
): Promise<Samples> {
  const { chunks, rows, samplesPerPixel, bitsPerSample, isPlanar, isPredicted, compression } = page;
  const [offset, length] = [chunks.offsets[index]!, chunks.lengths[index]!];
  if (length === 0 || offset + length > bytes.length)
    throw new AppError('truncated-file', 'The TIFF ends before its image does.');
  const stored = bytes.subarray(offset, offset + length);
  const top = (Math.floor(index / chunks.across) % chunks.down) * chunks.height;
  const height = chunks.areTiles ? chunks.height : Math.min(chunks.height, rows - top);
  if (isJpegCompression(compression)) return decodeJpegChunk(stored, page, height);
  const line = chunks.width * (isPlanar ? 1 : samplesPerPixel);
  const lineLength = Math.ceil((line * bitsPerSample) / 8);
  const expanded = owned(expandBytes(stored, compression, height * lineLength), bytes);
  const samples = unpackSamples(expanded, { line, lineLength, height, bitsPerSample, littleEndian });
  if (isPredicted) addNeighbours(samples, line, isPlanar ? 1 : samplesPerPixel, bitsPerSample);
  return samples;
}

interface Packing {
  /** Samples a line. */
  readonly line: number;
  /** Bytes a line. */
  readonly lineLength: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly littleEndian: boolean;
}

/**
 * Samples of 16 bits have the file's byte order; others follow each other from the most significant bit on. Bytes
 * that are whole samples already are taken over where they were expanded, as an image may be all one strip.
 */
function unpackSamples(bytes: Uint8Array, packing: Packing): Samples {
  const { line, lineLength, height, bitsPerSample, littleEndian } = packing;
  const count = line * height;
  if (bitsPerSample === 8) return bytes;
  if (bitsPerSample === 16) return shortsOf(bytes, littleEndian);
  const samples = bitsPerSample > 8 ? new Uint16Array(count) : new Uint8Array(count);
  const mask = (1 << bitsPerSample) - 1;
  for (let row = 0, to = 0; row < height; row++)
    for (let i = 0, bit = row * lineLength * 8; i < line; i++, bit += bitsPerSample) {
      const at = bit >> 3;
      const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
      samples[to++] = (three >> (24 - bitsPerSample - (bit & 7))) & mask;
    }
  return samples;
}

/** The bytes themselves, or a copy where they are a part of the file. */
function owned(expanded: Uint8Array, file: Uint8Array): Uint8Array {
  return expanded.buffer === file.buffer ? new Uint8Array(expanded) : expanded;
}

function shortsOf(bytes: Uint8Array, littleEndian: boolean): Uint16Array {
  const isAligned = bytes.byteOffset % 2 === 0;
  const { buffer, byteOffset, length } = isAligned ? bytes : new Uint8Array(bytes);
  const samples = new Uint16Array(buffer, byteOffset, length / 2);
  if (littleEndian !== isMachineLittleEndian)
    for (let i = 0; i < samples.length; i++) samples[i] = ((samples[i]! & 0xff) << 8) | (samples[i]! >> 8);
  return samples;
}

const isMachineLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** Horizontal differencing (TIFF 6.0 section 14): each line's samples are sums of those before, modulo their bits. */
function addNeighbours(samples: Samples, line: number, distance: number, bitsPerSample: number): void {
  const mask = 2 ** bitsPerSample - 1;
  for (let begin = 0; begin < samples.length; begin += line)
    for (let i = begin + distance; i < begin + line; i++)
      samples[i] = (samples[i]! + samples[i - distance]!) & mask;
}

/** A chunk of JPEG is a codestream of its own, whose tables may stand in the page's field for all. */
async function decodeJpegChunk(chunk: Uint8Array, page: TiffPage, height: number): Promise<Samples> {
  const { chunks, jpegTables, photometric, isPlanar, samplesPerPixel, bitsPerSample } = page;
  const codestream = jpegTables ? Buffer.concat([jpegTables.subarray(0, -2), chunk.subarray(2)]) : chunk;
  const decode = photometric === 'ycbcr' ? decodeJpeg : decodeJpegAsStored;
  const decoded = await decode(codestream, (header) => {
    const isAsSaid =
      header.width === chunks.width &&
      header.height >= height &&
      header.height <= chunks.height &&
      header.componentCount === (isPlanar ? 1 : samplesPerPixel) &&
      header.bitsPerSample === bitsPerSample;
    if (!isAsSaid)
      throw new AppError('malformed-file', 'A JPEG inside the TIFF is not as the directory says.');
  });
  return asStoredValues(decoded) as Samples;
}
