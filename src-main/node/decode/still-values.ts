import { AppError } from '#common/errors';
import type { CodestreamHeader, DecodedCodestream } from './codestream.ts';

/** Views decoded samples as what they are: of one byte up to 8 bits, else of two. */
export function asStoredValues({
  header,
  bytes,
}: DecodedCodestream): Uint8Array | Int8Array | Uint16Array | Int16Array {
  const { buffer, byteOffset, length } = bytes;
  if (header.bitsPerSample <= 8) return header.isSigned ? new Int8Array(buffer, byteOffset, length) : bytes;
  return header.isSigned
    ? new Int16Array(buffer, byteOffset, length / 2)
    : new Uint16Array(buffer, byteOffset, length / 2);
}

/**
 * Gives the number of samples a pixel of a codestream that stands for itself.
 *
 * @throws AppError `unsupported-pixel-format` for transparency and printing colours.
 */
export function requireGreyOrRgb({ componentCount }: Pick<CodestreamHeader, 'componentCount'>): 1 | 3 {
  if (componentCount === 1 || componentCount === 3) return componentCount;
  throw new AppError(
    'unsupported-pixel-format',
    `Pictures of ${componentCount} components cannot be shown, only grey and RGB.`,
  );
}

/**
 * Refuses samples that two bytes do not hold.
 *
 * @throws AppError `unsupported-pixel-format`.
 */
export function requireSupportedDepth({ bitsPerSample }: Pick<CodestreamHeader, 'bitsPerSample'>): void {
  if (bitsPerSample <= 16) return;
  throw new AppError(
    'unsupported-pixel-format',
    `Pictures of ${bitsPerSample} bits a sample cannot be shown.`,
  );
}
