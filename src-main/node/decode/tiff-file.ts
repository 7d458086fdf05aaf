import { noAttributes } from '#common/dicom/attributes';
import type { ImageDescription, PixelDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';
import type { StoredValues } from '#common/imaging/decoded-frame';
import { turnUpright, uprightSize } from './orientation.ts';
import { plainPixels, requirePictureSize } from './plain-pixels.ts';
import { readChunkSamples, type Samples } from './tiff-chunks.ts';
import { expansionLimit, isJpegCompression } from './tiff-compression.ts';
import { readTiffDirectories, type TiffDirectory } from './tiff-directory.ts';
import { isReducedPage, readTiffPage, type TiffPage } from './tiff-page.ts';

const mostPages = 10_000;

/**
 * Describes a TIFF or BigTIFF file by its directories, as its pages are once their orientation has been followed.
 * Every page of the first one's size and kind is a frame; previews and other pages are left out. Grey whose zero
 * is white stays as stored and is MONOCHROME1 (PS3.3 C.7.6.3.1.2); transparency is dropped, a palette expanded
 * to 8-bit RGB.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `unsupported-pixel-format`,
 * `unsupported-transfer-syntax`, `image-too-large`, `too-many-frames`.
 */
export function describeTiffFile(bytes: Uint8Array, fileLength: number): ImageDescription {
  const { pages } = readPages(bytes);
  for (const page of pages) requireRoom(page, fileLength);
  const [first] = pages as [TiffPage];
  return {
    container: 'tiff',
    attributes: noAttributes,
    pixels: plainPixels({ ...pixelsOf(first), numberOfFrames: pages.length }),
  };
}

/**
 * Decodes a page, counted from 0, of a TIFF file that `describeTiffFile` accepted, and turns it upright.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `codec-failed`.
 */
export async function decodeTiffFile(bytes: Uint8Array, frame: number): Promise<StoredValues> {
  const { littleEndian, pages } = readPages(bytes);
  const page = pages[frame]!;
  const kept = page.photometric === 'palette' ? 1 : samplesOf(page);
  const stored = await assemble(bytes, page, kept, littleEndian);
  const samples = page.photometric === 'palette' ? lookUp(stored, page) : stored;
  const { rows, columns } = page;
  const upright = turnUpright(samples, { rows, columns, samplesPerPixel: samplesOf(page) }, page.orientation);
  return page.isSigned ? asSigned(upright) : upright;
}

function readPages(bytes: Uint8Array): {
  readonly littleEndian: boolean;
  readonly pages: readonly TiffPage[];
} {
  const { littleEndian, directories } = readTiffDirectories(bytes, mostPages);
  const [first, ...others] = directories;
  if (!first) throw new AppError('no-pixel-data', 'The TIFF holds no image.');
  const page = readTiffPage(first);
  const like = others.flatMap((directory) => pageLike(page, directory));
  return { littleEndian, pages: [page, ...like] };
}

/** The page where it may be a frame beside the first one, and nothing otherwise. */
function pageLike(first: TiffPage, directory: TiffDirectory): readonly TiffPage[] {
  if (isReducedPage(directory)) return [];
  try {
    const page = readTiffPage(directory);
    return JSON.stringify(pixelsOf(page)) === JSON.stringify(pixelsOf(first)) ? [page] : [];
  } catch (thrown) {
    // A page of another kind does not keep anybody from seeing the first.
    if (thrown instanceof AppError && thrown.code === 'unsupported-pixel-format') return [];
    throw thrown;
  }
}

function pixelsOf(page: TiffPage) {
  const { rows, columns, photometric, bitsPerSample, isSigned, compression } = page;
  return {
    ...uprightSize({ rows, columns }, page.orientation),
    samplesPerPixel: samplesOf(page),
    bitsStored: photometric === 'palette' ? 8 : bitsPerSample,
    pixelRepresentation: isSigned ? 1 : 0,
    photometricInterpretation: interpretations[photometric],
    lossy: isJpegCompression(compression),
  } satisfies Partial<PixelDescription>;
}

const interpretations: Readonly<Record<TiffPage['photometric'], string>> = {
  whiteIsZero: 'MONOCHROME1',
  blackIsZero: 'MONOCHROME2',
  rgb: 'RGB',
  palette: 'RGB',
  ycbcr: 'RGB',
};

function samplesOf({ photometric }: TiffPage): 1 | 3 {
  return photometric === 'whiteIsZero' || photometric === 'blackIsZero' ? 1 : 3;
}

/** Refuses what is too large, or larger than its bytes can stand for, before anything is allocated. */
function requireRoom(
  { rows, columns, samplesPerPixel, bitsPerSample, compression, chunks }: TiffPage,
  fileLength: number,
): void {
  requirePictureSize(rows, columns, samplesPerPixel);
  requirePictureSize(chunks.height, chunks.width, samplesPerPixel);
  const packed = chunks.lengths.reduce((sum, length) => sum + length, 0);
  // Strips that share their bytes would take far longer to expand than a file of this length ever should.
  if (packed > fileLength) throw new AppError('truncated-file', 'The TIFF ends before its image does.');
  const needed = (rows * columns * samplesPerPixel * bitsPerSample) / 8;
  if (needed > packed * expansionLimit(compression))
    throw new AppError(
      'malformed-file',
      `${packed} bytes cannot hold a TIFF of ${columns} x ${rows} pixels.`,
    );
}

async function assemble(
  bytes: Uint8Array,
  page: TiffPage,
  kept: number,
  littleEndian: boolean,
): Promise<Samples> {
  const { rows, columns, bitsPerSample, samplesPerPixel, isPlanar, chunks } = page;
  const isOneStrip = chunks.across * chunks.down === 1 && !chunks.areTiles && !isPlanar;
  if (isOneStrip && kept === samplesPerPixel && !isJpegCompression(page.compression))
    return readChunkSamples(bytes, page, 0, littleEndian);
  const image =
    bitsPerSample > 8 ? new Uint16Array(rows * columns * kept) : new Uint8Array(rows * columns * kept);
  const { across, down, width, height } = chunks;
  const stored = isPlanar ? 1 : samplesPerPixel;
  for (let plane = 0; plane < (isPlanar ? kept : 1); plane++)
    for (let y = 0; y < down; y++)
      for (let x = 0; x < across; x++) {
        const samples = await readChunkSamples(bytes, page, (plane * down + y) * across + x, littleEndian);
        const copied = isPlanar ? 1 : kept;
        const [bottom, right] = [Math.min(height, rows - y * height), Math.min(width, columns - x * width)];
        for (let row = 0; row < bottom; row++) {
          let from = row * width * stored;
          let to = ((y * height + row) * columns + x * width) * kept + plane;
          for (let column = 0; column < right; column++, from += stored, to += kept)
            for (let i = 0; i < copied; i++) image[to + i] = samples[from + i]!;
        }
      }
  return image;
}

/** Colour maps hold 16 bits a colour; some writers fill the lower 8 alone, as libtiff's own reader takes care of. */
function lookUp(indices: Samples, { colourMap, bitsPerSample }: TiffPage): Uint8Array {
  const count = 2 ** bitsPerSample;
  if (colourMap.length < 3 * count) throw new AppError('malformed-file', 'The TIFF lacks its palette.');
  const shift = colourMap.some((value) => value > 255) ? 8 : 0;
  const colours = new Uint8Array(3 * indices.length);
  for (let i = 0; i < indices.length; i++)
    for (let sample = 0; sample < 3; sample++)
      colours[3 * i + sample] = colourMap[sample * count + indices[i]!]! >> shift;
  return colours;
}

function asSigned({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: Samples): Int8Array | Int16Array {
  return BYTES_PER_ELEMENT === 1
    ? new Int8Array(buffer, byteOffset, length)
    : new Int16Array(buffer, byteOffset, length);
}
