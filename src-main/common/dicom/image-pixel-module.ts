import { AppError } from '../errors.ts';
import type { PixelDescription, WindowPreset } from './image-description.ts';
import type { DataSet, PixelDataElement } from './parse.ts';
import { Tag } from './tags.ts';

/** The Image Pixel module as the file words it (PS3.3 C.7.6.3), with what unpacking needs besides. */
export interface ImagePixelModule extends PixelDescription {
  readonly highBit: number;
  /** 0 colour by pixel, 1 colour by plane. */
  readonly planarConfiguration: 0 | 1;
}

/** More samples than this in one frame are refused before any allocation: 16 384 x 16 384. */
const sampleBudget = 2 ** 28;
/** More frames are refused: each is an entry of lists, however short the file that claims them. */
const frameBudget = 10_000;

/** Photometric interpretations that can be brought to grey or RGB, by their number of samples. */
const samplesOf: Readonly<Record<string, 1 | 3>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
};

/**
 * Reads and checks the Image Pixel module, the linear Modality LUT and the windows of a data set.
 *
 * @throws AppError `missing-attribute`, `invalid-attribute`, `unsupported-pixel-format`, `image-too-large`.
 */
export function readImagePixelModule(dataSet: DataSet): ImagePixelModule {
  const bitsAllocated = required(dataSet, 'bitsAllocated');
  const bitsStored = required(dataSet, 'bitsStored');
  const pixelRepresentation = dataSet.uint16(Tag.pixelRepresentation) ?? 0;
  const pixels: ImagePixelModule = {
    ...readSize(dataSet),
    ...readSamples(dataSet),
    bitsAllocated: supportedBits(bitsAllocated),
    bitsStored: within('bitsStored', bitsStored, 1, bitsAllocated),
    highBit: within(
      'highBit',
      dataSet.uint16(Tag.highBit) ?? bitsStored - 1,
      bitsStored - 1,
      bitsAllocated - 1,
    ),
    pixelRepresentation: within('pixelRepresentation', pixelRepresentation, 0, 1) as 0 | 1,
    transferSyntaxUid: dataSet.transferSyntax.uid,
    ...readRescale(dataSet),
    transferSyntaxSniffed: false,
    sampleType: 'integer',
    modalityLut: null,
    pixelPadding: null,
    voiLutFunction: 'LINEAR',
    voiLuts: [],
    presentationLutShape: null,
    palette: null,
    shutters: [],
    pixelAspectRatio: 1,
    spacing: null,
    windows: readWindows(dataSet),
    lossy: dataSet.transferSyntax.lossy === true || dataSet.text(Tag.lossyImageCompression) === '01',
  };
  requireBudget(pixels.rows, pixels.columns, pixels.samplesPerPixel);
  if (pixels.numberOfFrames > frameBudget)
    throw new AppError('image-too-large', `${pixels.numberOfFrames} frames are more than can be opened.`);
  return pixels;
}

/** @throws AppError `image-too-large`. */
export function requireBudget(rows: number, columns: number, samplesPerPixel: number): void {
  if (rows * columns * samplesPerPixel <= sampleBudget) return;
  throw new AppError(
    'image-too-large',
    `An image of ${columns} x ${rows} pixels is more than can be opened.`,
  );
}

/** @throws AppError `no-pixel-data`, or `unsupported-pixel-format` where the pixels are floating-point. */
export function requirePixelData(dataSet: DataSet): PixelDataElement {
  if (dataSet.pixelData) return dataSet.pixelData;
  if (dataSet.has(Tag.floatPixelData) || dataSet.has(Tag.doubleFloatPixelData))
    throw new AppError('unsupported-pixel-format', 'Floating-point pixel data cannot be shown.');
  throw new AppError('no-pixel-data', 'The DICOM file holds no image.');
}

function readSize(dataSet: DataSet) {
  const frames = dataSet.text(Tag.numberOfFrames);
  return {
    rows: within('rows', required(dataSet, 'rows'), 1, 0xffff),
    columns: within('columns', required(dataSet, 'columns'), 1, 0xffff),
    numberOfFrames: frames === null ? 1 : within('numberOfFrames', integer(frames), 1, 0x7fffffff),
  };
}

function readSamples(dataSet: DataSet) {
  const photometricInterpretation = dataSet.text(Tag.photometricInterpretation);
  if (photometricInterpretation === null) throw missing('photometricInterpretation');
  const expected = samplesOf[photometricInterpretation];
  if (!expected)
    throw new AppError('unsupported-pixel-format', `Cannot show ${photometricInterpretation} pixels.`);
  const samplesPerPixel = required(dataSet, 'samplesPerPixel');
  if (samplesPerPixel !== expected)
    throw invalid('samplesPerPixel', `${samplesPerPixel} for ${photometricInterpretation}`);
  const planar = dataSet.uint16(Tag.planarConfiguration) ?? 0;
  const planarConfiguration: 0 | 1 = expected === 3 && planar === 1 ? 1 : 0;
  return { photometricInterpretation, samplesPerPixel: expected, planarConfiguration };
}

function readRescale(dataSet: DataSet) {
  const slope = decimals(dataSet.text(Tag.rescaleSlope))[0] ?? 1;
  const intercept = decimals(dataSet.text(Tag.rescaleIntercept))[0] ?? 0;
  if (!Number.isFinite(slope) || slope === 0) throw invalid('rescaleSlope', 'not a number other than 0');
  if (!Number.isFinite(intercept)) throw invalid('rescaleIntercept', 'not a number');
  return { rescaleSlope: slope, rescaleIntercept: intercept, rescaleType: dataSet.text(Tag.rescaleType) };
}

/** Windows of width below 1, which the standard forbids, and unreadable ones are treated as absent. */
function readWindows(dataSet: DataSet): readonly WindowPreset[] {
  const centers = decimals(dataSet.text(Tag.windowCenter));
  const widths = decimals(dataSet.text(Tag.windowWidth));
  const explanations = dataSet.text(Tag.windowCenterWidthExplanation)?.split('\\') ?? [];
  return centers
    .map((center, i) => ({ center, width: widths[i] ?? NaN, explanation: explanations[i] || null }))
    .filter(({ center, width }) => Number.isFinite(center) && Number.isFinite(width) && width >= 1);
}

function supportedBits(bitsAllocated: number): 8 | 16 {
  if (bitsAllocated === 8 || bitsAllocated === 16) return bitsAllocated;
  throw new AppError('unsupported-pixel-format', `Cannot show pixels of ${bitsAllocated} bits.`);
}

function required(
  dataSet: DataSet,
  name: 'rows' | 'columns' | 'samplesPerPixel' | 'bitsAllocated' | 'bitsStored',
) {
  const value = dataSet.uint16(Tag[name]);
  if (value === null) throw missing(name);
  return value;
}

function within(name: string, value: number, least: number, most: number): number {
  if (value >= least && value <= most) return value;
  throw invalid(name, `${value}, which is not between ${least} and ${most}`);
}

function integer(text: string): number {
  return /^[+-]?\d+$/.test(text) ? Number(text) : NaN;
}

function decimals(text: string | null): number[] {
  return text === null ? [] : text.split('\\').map((value) => (value === '' ? NaN : Number(value)));
}

function missing(name: string): AppError {
  return new AppError('missing-attribute', `The DICOM attribute ${keyword(name)} is missing.`);
}

function invalid(name: string, what: string): AppError {
  return new AppError('invalid-attribute', `The DICOM attribute ${keyword(name)} is ${what}.`);
}

function keyword(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
