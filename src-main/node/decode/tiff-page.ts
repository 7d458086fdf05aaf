import { AppError } from '#common/errors';
import { orientationOf, type Orientation } from './orientation.ts';
import type { TiffDirectory } from './tiff-directory.ts';

/** One page of a TIFF: how its pixels are stored, by strips or tiles alike (TIFF 6.0 sections 3, 4, 8 and 15). */
export interface TiffPage {
  /** As stored, before the orientation is followed. */
  readonly rows: number;
  readonly columns: number;
  /** In the file, extra samples such as transparency with them. */
  readonly samplesPerPixel: number;
  readonly bitsPerSample: number;
  readonly isSigned: boolean;
  readonly photometric: Photometric;
  readonly compression: number;
  /** True where each sample is predicted by its left neighbour. */
  readonly isPredicted: boolean;
  /** True where each sample of the pixels has strips or tiles of its own. */
  readonly isPlanar: boolean;
  readonly orientation: Orientation;
  readonly chunks: Chunks;
  /** All reds, all greens, all blues of a colour map, 16 bits each; empty without one. */
  readonly colourMap: readonly number[];
  /** Tables that all JPEG chunks share, as a codestream without an image. */
  readonly jpegTables: Uint8Array | null;
}

/** Strips are tiles as wide as the image, of which the last may be lower. */
export interface Chunks {
  readonly width: number;
  readonly height: number;
  readonly across: number;
  readonly down: number;
  readonly areTiles: boolean;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
}

export type Photometric = 'whiteIsZero' | 'blackIsZero' | 'rgb' | 'palette' | 'ycbcr';

const tag = {
  newSubfileType: 254,
  imageWidth: 256,
  imageLength: 257,
  bitsPerSample: 258,
  compression: 259,
  photometricInterpretation: 262,
  fillOrder: 266,
  stripOffsets: 273,
  samplesPerPixel: 277,
  rowsPerStrip: 278,
  stripByteCounts: 279,
  planarConfiguration: 284,
  predictor: 317,
  colorMap: 320,
  tileWidth: 322,
  tileLength: 323,
  tileOffsets: 324,
  tileByteCounts: 325,
  sampleFormat: 339,
  jpegTables: 347,
} as const;

const photometrics: Readonly<Record<number, Photometric>> = {
  0: 'whiteIsZero',
  1: 'blackIsZero',
  2: 'rgb',
  3: 'palette',
  6: 'ycbcr',
};
/** What a file may hold that cannot be shown, for people. */
const otherPhotometrics: Readonly<Record<number, string>> = {
  4: 'A transparency mask',
  5: 'TIFF in printing colours (CMYK)',
  8: 'TIFF in CIELab colours',
};
const jpegCompression = 7;
const bigEndianBits = 1;
/** Sides are multiples of it (TIFF 6.0 section 15). */
const smallestTile = 16;

/** True for a page that repeats another one smaller, as a preview (NewSubfileType, bit 0). */
export function isReducedPage(directory: TiffDirectory): boolean {
  return (directory.number(tag.newSubfileType, 0) & 1) === 1;
}

/**
 * Reads how a page is stored, without looking at its pixels.
 *
 * @throws AppError `malformed-file`, `truncated-file`, `unsupported-pixel-format`.
 */
export function readTiffPage(directory: TiffDirectory): TiffPage {
  const rows = directory.number(tag.imageLength, 0);
  const columns = directory.number(tag.imageWidth, 0);
  if (rows === 0 || columns === 0) throw damaged();
  const samplesPerPixel = directory.number(tag.samplesPerPixel, 1);
  const photometric = readPhotometric(directory);
  const least = photometric === 'rgb' || photometric === 'ycbcr' ? 3 : 1;
  if (samplesPerPixel < least || samplesPerPixel > 16) throw damaged();
  const isPlanar = samplesPerPixel > 1 && directory.number(tag.planarConfiguration, 1) === 2;
  const compression = directory.number(tag.compression, 1);
  if (photometric === 'ycbcr' && (compression !== jpegCompression || isPlanar))
    throw unsupported('TIFF in Y, Cb and Cr without JPEG compression');
  if (directory.number(tag.fillOrder, bigEndianBits) !== bigEndianBits)
    throw unsupported('TIFF with its bits in reverse order');
  const page = { rows, columns, samplesPerPixel, photometric, compression, isPlanar };
  return {
    ...page,
    ...readSampleKind(directory, photometric),
    isPredicted: readPredictor(directory),
    orientation: orientationOf(directory),
    chunks: readChunks(directory, rows, columns, isPlanar ? samplesPerPixel : 1),
    colourMap: directory.numbers(tag.colorMap),
    jpegTables: directory.bytes(tag.jpegTables),
  };
}

function readPhotometric(directory: TiffDirectory): Photometric {
  const value = directory.number(tag.photometricInterpretation, 1);
  const photometric = photometrics[value];
  if (photometric) return photometric;
  throw unsupported(otherPhotometrics[value] ?? `TIFF of photometric interpretation ${value}`);
}

function readSampleKind(directory: TiffDirectory, photometric: Photometric) {
  const bits = directory.numbers(tag.bitsPerSample);
  const bitsPerSample = bits[0] ?? 1;
  const format = directory.number(tag.sampleFormat, 1);
  if (format === 3) throw unsupported('TIFF of floating-point numbers');
  if (bitsPerSample < 1 || bitsPerSample > 16) throw unsupported(`TIFF of ${bitsPerSample} bits a sample`);
  if (bits.some((each) => each !== bitsPerSample)) throw unsupported('TIFF of samples of different depths');
  const isSigned = format === 2;
  if (isSigned && ((bitsPerSample !== 8 && bitsPerSample !== 16) || photometric !== 'blackIsZero'))
    throw unsupported('TIFF of such signed numbers');
  if (photometric === 'palette' && bitsPerSample > 8)
    throw unsupported(`TIFF of a palette of ${bitsPerSample} bits`);
  return { bitsPerSample, isSigned };
}

function readPredictor(directory: TiffDirectory): boolean {
  const predictor = directory.number(tag.predictor, 1);
  if (predictor > 2) throw unsupported(`TIFF of predictor ${predictor}`);
  return predictor === 2;
}

function readChunks(directory: TiffDirectory, rows: number, columns: number, planes: number): Chunks {
  const areTiles = directory.number(tag.tileWidth, 0) > 0;
  const width = areTiles ? directory.number(tag.tileWidth, 0) : columns;
  const height = areTiles
    ? directory.number(tag.tileLength, 0)
    : Math.min(directory.number(tag.rowsPerStrip, rows), rows);
  if (width === 0 || height === 0 || (areTiles && Math.min(width, height) < smallestTile)) throw damaged();
  const [across, down] = [Math.ceil(columns / width), Math.ceil(rows / height)];
  const offsets = directory.numbers(areTiles ? tag.tileOffsets : tag.stripOffsets);
  const lengths = directory.numbers(areTiles ? tag.tileByteCounts : tag.stripByteCounts);
  const count = across * down * planes;
  if (offsets.length < count || lengths.length < count) throw damaged();
  return { width, height, across, down, areTiles, offsets, lengths };
}

function unsupported(what: string): AppError {
  return new AppError('unsupported-pixel-format', `${what} cannot be shown.`);
}

function damaged(): AppError {
  return new AppError('malformed-file', 'A TIFF directory is damaged.');
}
