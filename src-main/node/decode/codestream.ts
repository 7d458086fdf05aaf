import type { ImagePixelModule } from '#common/dicom/image-pixel-module';
import type { PixelDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';

/** Images of no more samples are decoded however short their codestream. */
const harmlessSamples = 2 ** 24;

/** What a codestream says of itself. */
export interface CodestreamHeader {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned: boolean;
  /** The space that three components decode to; null leaves it to the file around the codestream. */
  readonly colourSpace: 'rgb' | 'ycbcr' | null;
}

/** Samples in C order: one byte each up to 8 bits, else two in the machine's order. */
export interface DecodedCodestream {
  /** Of the whole image, whatever the reduction. */
  readonly header: CodestreamHeader;
  readonly bytes: Uint8Array;
  /** Of the bytes, as in `DecodedFrame`; 1 if absent. */
  readonly reduction?: number;
}

/**
 * Decodes a codestream; `accept` sees its header, and may refuse, before the pixels are allocated. Where a
 * `reduction` is wished for, the result is reduced by it or by the nearest smaller power of two there is.
 */
export type CodestreamDecoder = (
  codestream: Uint8Array,
  accept: (header: CodestreamHeader) => void,
  reduction?: number,
) => Promise<DecodedCodestream>;

/**
 * Refuses a codestream of another size than the file around it gives.
 *
 * @throws AppError `malformed-file`.
 */
export function requireSize(
  { width, height, componentCount }: CodestreamHeader,
  { rows, columns, samplesPerPixel }: PixelDescription,
): void {
  if (width === columns && height === rows && componentCount === samplesPerPixel) return;
  throw new AppError(
    'malformed-file',
    `The compressed image is ${width} x ${height} x ${componentCount}, ` +
      `the header of its file says ${columns} x ${rows} x ${samplesPerPixel}.`,
  );
}

/**
 * Refuses a codestream of more bits than the file around it allocates.
 *
 * @throws AppError `malformed-file`.
 */
export function requireDepth({ bitsPerSample }: CodestreamHeader, { bitsAllocated }: ImagePixelModule): void {
  if (bitsPerSample <= bitsAllocated) return;
  throw new AppError(
    'malformed-file',
    `The compressed image has ${bitsPerSample} bits a sample, its file allocates ${bitsAllocated}.`,
  );
}

/**
 * Refuses a large image in so few bytes that its header must be lying, before its pixels are allocated.
 *
 * @param length Of the codestream, in bytes.
 * @param samplesPerByte The most that the codec can be expected to expand a byte to.
 * @throws AppError `malformed-file`.
 */
export function requireLength(
  { width, height, componentCount }: Pick<CodestreamHeader, 'width' | 'height' | 'componentCount'>,
  length: number,
  samplesPerByte: number,
): void {
  const samples = width * height * componentCount;
  if (samples <= harmlessSamples || samples <= length * samplesPerByte) return;
  throw new AppError(
    'malformed-file',
    `${length} bytes cannot hold an image of ${width} x ${height} pixels.`,
  );
}

/** Bytes of a decoded codestream, its size divided by `reduction` and rounded up. */
export function decodedLength(header: CodestreamHeader, reduction = 1): number {
  const pixels = Math.ceil(header.width / reduction) * Math.ceil(header.height / reduction);
  return pixels * header.componentCount * (header.bitsPerSample > 8 ? 2 : 1);
}

/**
 * Refuses what a codec left unfinished.
 *
 * @throws AppError `codec-failed`.
 */
export function requireWhole(bytes: Uint8Array, header: CodestreamHeader): void {
  if (bytes.length !== decodedLength(header))
    throw new AppError('codec-failed', 'The compressed image is damaged.');
}
