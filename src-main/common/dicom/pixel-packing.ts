import { AppError } from '../errors.ts';
import { contradictingSyntax, isSniffable } from './codestream-kind.ts';
import type { Body } from './data-set-body.ts';
import { uint16At } from './file-start.ts';
import type { PixelDataElement } from './parse.ts';
import { Tag } from './tags.ts';
import { encapsulatedExplicitLittleEndian, isCompressed } from './transfer-syntax.ts';

/**
 * Chooses the transfer syntax by the pixel data: of defined length it is uncompressed, of undefined length its
 * first fragment shows what it is, and where that tells nothing, and neither does the file, it is uncompressed too.
 *
 * @param declared By the meta header, which may name none.
 * @param written The uncompressed transfer syntax of the attributes.
 * @throws AppError `truncated-file` where the first part of a file ends before its first fragment.
 */
export function settlePixels(
  { bytes, length }: Body,
  declared: string | null,
  written: string,
  pixelData: PixelDataElement | null,
): { readonly uid: string; readonly pixelData: PixelDataElement | null } {
  const uid = declared && isCompressed(declared) ? declared : written;
  if (pixelData?.tag !== Tag.pixelData) return { uid, pixelData };
  const isFragmented =
    pixelData.length === null ||
    (isCompressed(uid) && pixelData.length > 0 && isItemAt(bytes, pixelData.offset));
  if (!isFragmented) return { uid: isSniffable(uid) ? written : uid, pixelData };
  const first = firstFragment(bytes, pixelData.offset, length);
  const shown = contradictingSyntax(uid, first) ?? uid;
  return {
    uid: isCompressed(shown) ? shown : encapsulatedExplicitLittleEndian,
    pixelData: { ...pixelData, length: null },
  };
}

/** What is at hand of the first item after the offset table, or nothing. */
function firstFragment(bytes: Uint8Array, offset: number, sourceLength: number): Uint8Array {
  if (!isItemAt(bytes, offset)) return new Uint8Array();
  const second = offset + 8 + uint32At(bytes, offset + 4);
  const begin = second + 8;
  if (begin + 64 > bytes.length && bytes.length < sourceLength)
    throw new AppError('truncated-file', 'The file ends inside its pixel data.');
  return bytes.subarray(begin, begin + uint32At(bytes, second + 4));
}

function isItemAt(bytes: Uint8Array, position: number): boolean {
  return uint16At(bytes, position) === 0xfffe && uint16At(bytes, position + 2) === 0xe000;
}

function uint32At(bytes: Uint8Array, position: number): number {
  return uint16At(bytes, position) + 65536 * uint16At(bytes, position + 2);
}
