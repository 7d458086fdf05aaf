import { AppError } from '../errors.ts';
import type { Values } from './data-set.ts';
import { macroOf } from './functional-groups.ts';
import type { PixelDescription } from './image-description.ts';
import type { LookupTable } from './lookup-table.ts';
import { readLookupTables, type InputRange } from './lut-sequences.ts';
import { readPixelPadding } from './padding.ts';
import { readPalette } from './palette.ts';
import type { DataSet, PixelDataElement } from './parse.ts';
import { readShutters } from './shutters.ts';
import { readPixelAspectRatio, readSpacing } from './spacing.ts';
import { Tag } from './tags.ts';
import { readWindows } from './windows.ts';

/** The Image Pixel module as the file words it (PS3.3 C.7.6.3), with what unpacking needs besides. */
export interface ImagePixelModule extends PixelDescription {
  readonly highBit: number;
  /** 0 colour by pixel, 1 colour by plane. */
  readonly planarConfiguration: 0 | 1;
}

/** More samples of up to 16 bits in one frame are refused before any allocation: 16 384 x 16 384. */
const sampleBudget = 2 ** 28;
/** More frames are refused: each is an entry of lists, however short the file that claims them. */
const frameBudget = 10_000;

/** Photometric interpretations that can be brought to grey or RGB, by their number of samples. */
const samplesOf: Readonly<Record<string, 1 | 3>> = {
  MONOCHROME1: 1,
  MONOCHROME2: 1,
  'PALETTE COLOR': 1,
  RGB: 3,
  YBR_FULL: 3,
  YBR_FULL_422: 3,
  YBR_ICT: 3,
  YBR_RCT: 3,
};

/**
 * Reads and checks the Image Pixel module and all that a frame's greyscale depends on.
 *
 * @param frame Counted from 0; enhanced multi-frame images have a Modality LUT, windows and spacing for each.
 * @throws AppError `no-pixel-data`, `missing-attribute`, `invalid-attribute`, `unsupported-pixel-format`,
 * `image-too-large`, `too-many-frames`.
 */
export function readImagePixelModule(dataSet: DataSet, frame = 0): ImagePixelModule {
  const pixels = {
    ...readSize(dataSet),
    ...readSamples(dataSet),
    ...readFormat(dataSet),
  };
  requireKnownFormat(pixels);
  requireBudget(pixels.rows, pixels.columns, pixels.samplesPerPixel * Math.max(1, pixels.bitsAllocated / 16));
  if (pixels.numberOfFrames > frameBudget)
    throw new AppError('too-many-frames', `${pixels.numberOfFrames} frames are more than can be opened.`);
  const spacing = readSpacing(dataSet, frame);
  const shutterValues = macroOf(dataSet, frame, Tag.frameDisplayShutterSequence);
  return {
    ...pixels,
    transferSyntaxUid: dataSet.transferSyntax.uid,
    transferSyntaxSniffed: dataSet.transferSyntaxSniffed,
    ...readGreyscale(dataSet, frame, pixels),
    pixelPadding: readPixelPadding(dataSet, pixels),
    palette:
      pixels.photometricInterpretation === 'PALETTE COLOR'
        ? readPalette(dataSet, pixels.pixelRepresentation)
        : null,
    shutters: readShutters(shutterValues),
    shutterPresentationValue: shutterValues.uint16(Tag.shutterPresentationValue) ?? 0,
    pixelAspectRatio: readPixelAspectRatio(dataSet, spacing),
    spacing,
    lossy: dataSet.transferSyntax.lossy === true || dataSet.text(Tag.lossyImageCompression) === '01',
  };
}

/** @throws AppError `image-too-large`. */
export function requireBudget(rows: number, columns: number, samplesPerPixel: number): void {
  if (rows * columns * samplesPerPixel <= sampleBudget) return;
  throw new AppError(
    'image-too-large',
    `An image of ${columns} x ${rows} pixels is more than can be opened.`,
  );
}

/** @throws AppError `no-pixel-data`. */
export function requirePixelData(dataSet: DataSet): PixelDataElement {
  if (dataSet.pixelData) return dataSet.pixelData;
  throw new AppError('no-pixel-data', 'The DICOM file holds no image.');
}

type Format = Pick<
  ImagePixelModule,
  'bitsAllocated' | 'bitsStored' | 'highBit' | 'pixelRepresentation' | 'sampleType'
>;

function readFormat(dataSet: DataSet): Format {
  const { tag } = requirePixelData(dataSet);
  if (tag === Tag.floatPixelData) return floatFormat(32);
  if (tag === Tag.doubleFloatPixelData) return floatFormat(64);
  const bitsAllocated = required(dataSet, 'bitsAllocated');
  const bitsStored = required(dataSet, 'bitsStored');
  const highBit = dataSet.uint16(Tag.highBit) ?? bitsStored - 1;
  const pixelRepresentation = dataSet.uint16(Tag.pixelRepresentation) ?? 0;
  return {
    sampleType: 'integer',
    bitsAllocated: supportedBits(bitsAllocated),
    bitsStored: within('bitsStored', bitsStored, 1, bitsAllocated),
    highBit: within('highBit', highBit, bitsStored - 1, bitsAllocated - 1),
    pixelRepresentation: within('pixelRepresentation', pixelRepresentation, 0, 1) as 0 | 1,
  };
}

/** DICOM's predecessor knew one kind of image; it signs with its Recognition Code. */
function photometricOfAcrNema(dataSet: DataSet): string | null {
  return dataSet.text(Tag.recognitionCode)?.startsWith('ACR-NEMA') ? 'MONOCHROME2' : null;
}

/** Floating-point samples have no stored bits apart and always a sign (PS3.3 C.7.6.24). */
function floatFormat(bits: 32 | 64): Format {
  return {
    sampleType: 'float',
    bitsAllocated: bits,
    bitsStored: bits,
    highBit: bits - 1,
    pixelRepresentation: 1,
  };
}

/** Refuses combinations that the standard has no use for and nothing here could show rightly. */
function requireKnownFormat(pixels: Format & ReturnType<typeof readSamples>): void {
  const { photometricInterpretation, samplesPerPixel, bitsAllocated, sampleType } = pixels;
  const isOddColour = samplesPerPixel === 3 && (bitsAllocated === 1 || sampleType === 'float');
  const isWideYbr = photometricInterpretation.startsWith('YBR_FULL') && bitsAllocated !== 8;
  if (isOddColour || isWideYbr)
    throw new AppError(
      'unsupported-pixel-format',
      `Cannot show ${photometricInterpretation} pixels of ${bitsAllocated} bits.`,
    );
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
  const photometricInterpretation =
    dataSet.text(Tag.photometricInterpretation) ?? photometricOfAcrNema(dataSet);
  if (photometricInterpretation === null) throw missing('photometricInterpretation');
  const expected = samplesOf[photometricInterpretation];
  if (!expected)
    throw new AppError('unsupported-pixel-format', `Cannot show ${photometricInterpretation} pixels.`);
  const samplesPerPixel = dataSet.uint16(Tag.samplesPerPixel) ?? expected;
  if (samplesPerPixel !== expected)
    throw invalid('samplesPerPixel', `${samplesPerPixel} for ${photometricInterpretation}`);
  const planar = dataSet.uint16(Tag.planarConfiguration) ?? 0;
  const planarConfiguration: 0 | 1 = expected === 3 && planar === 1 ? 1 : 0;
  return { photometricInterpretation, samplesPerPixel: expected, planarConfiguration };
}

/** The Modality LUT and the values of interest of a frame (PS3.3 C.11.1, C.11.2 and C.11.6). */
function readGreyscale(
  dataSet: DataSet,
  frame: number,
  pixels: Format & { readonly samplesPerPixel: 1 | 3 },
) {
  const rescale = readRescale(macroOf(dataSet, frame, Tag.pixelValueTransformationSequence));
  const voi = macroOf(dataSet, frame, Tag.frameVoiLutSequence);
  const shape = dataSet.text(Tag.presentationLutShape);
  const presentationLutShape: 'IDENTITY' | 'INVERSE' | null =
    shape === 'IDENTITY' || shape === 'INVERSE' ? shape : null;
  const isGrey = pixels.samplesPerPixel === 1;
  const stored = storedRange(pixels);
  const modalityLut = isGrey ? (readLookupTables(dataSet, Tag.modalityLutSequence, stored)[0] ?? null) : null;
  const modality = modalityRange(stored, rescale, modalityLut);
  return {
    ...rescale,
    modalityLut,
    ...readWindows(voi),
    voiLuts: isGrey ? readLookupTables(voi, Tag.voiLutSequence, modality) : [],
    presentationLutShape,
  };
}

function storedRange({ bitsStored, pixelRepresentation }: Format): InputRange {
  const count = 2 ** bitsStored;
  return pixelRepresentation === 1
    ? { least: -count / 2, greatest: count / 2 - 1 }
    : { least: 0, greatest: count - 1 };
}

function modalityRange(
  { least, greatest }: InputRange,
  { rescaleSlope, rescaleIntercept }: ReturnType<typeof readRescale>,
  modalityLut: LookupTable | null,
): InputRange {
  if (modalityLut) return { least: 0, greatest: 2 ** modalityLut.bitsPerEntry - 1 };
  const ends = [least, greatest].map((value) => value * rescaleSlope + rescaleIntercept);
  return { least: Math.min(...ends), greatest: Math.max(...ends) };
}

function readRescale(values: Values) {
  const slope = values.decimals(Tag.rescaleSlope)[0] ?? 1;
  const intercept = values.decimals(Tag.rescaleIntercept)[0] ?? 0;
  if (!Number.isFinite(slope) || slope === 0) throw invalid('rescaleSlope', 'not a number other than 0');
  if (!Number.isFinite(intercept)) throw invalid('rescaleIntercept', 'not a number');
  return { rescaleSlope: slope, rescaleIntercept: intercept, rescaleType: values.text(Tag.rescaleType) };
}

function supportedBits(bitsAllocated: number): 1 | 8 | 16 | 32 {
  if (bitsAllocated === 1 || bitsAllocated === 8 || bitsAllocated === 16 || bitsAllocated === 32)
    return bitsAllocated;
  throw new AppError('unsupported-pixel-format', `Cannot show pixels of ${bitsAllocated} bits.`);
}

function required(dataSet: DataSet, name: 'rows' | 'columns' | 'bitsAllocated' | 'bitsStored') {
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

function missing(name: string): AppError {
  return new AppError('missing-attribute', `The DICOM attribute ${keyword(name)} is missing.`);
}

function invalid(name: string, what: string): AppError {
  return new AppError('invalid-attribute', `The DICOM attribute ${keyword(name)} is ${what}.`);
}

function keyword(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
