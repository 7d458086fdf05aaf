import type { Encoding } from './elements.ts';
import { decodeLatin1 } from './text.ts';

const valueRepresentations: ReadonlySet<string> = new Set(
  'AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC UI UL UN UR US UT UV'.split(
    ' ',
  ),
);

/** True for the VRs of PS3.5 6.2. */
export function isKnownVr(vr: string): boolean {
  return valueRepresentations.has(vr);
}

/** What begins where in a file, seen before anything is parsed. */
export interface FileStart {
  readonly offset: number;
  readonly metaHeader: boolean;
}

/** Finds where the meta header or, without one, the data set begins; null in a file that is not DICOM. */
export function findFileStart(bytes: Uint8Array): FileStart | null {
  if (decodeLatin1(bytes.subarray(128, 132)) === 'DICM') return { offset: 132, metaHeader: true };
  if (decodeLatin1(bytes.subarray(0, 4)) === 'DICM') return { offset: 4, metaHeader: true };
  if (uint16At(bytes, 0) === 0x0002 && isExplicitAt(bytes, 0)) return { offset: 0, metaHeader: true };
  // Some writers leave out the four letters, or write others, after a preamble of zeros.
  if (uint16At(bytes, 132) === 0x0002 && isExplicitAt(bytes, 132)) return { offset: 132, metaHeader: true };
  const encoding = encodingOf(bytes, 0);
  return encoding && isDataSetAt(bytes, 0, encoding) ? { offset: 0, metaHeader: false } : null;
}

/** How the data set at a position is written, told by its first element; null where none begins. */
export function encodingOf(bytes: Uint8Array, position: number): Encoding | null {
  if (position + 8 > bytes.length) return null;
  const isExplicit = isExplicitAt(bytes, position);
  const isBigEndian = uint16At(bytes, position) > uint16BigEndianAt(bytes, position);
  if (isExplicit) return { isExplicit, isBigEndian };
  // Implicit VR has four bytes of length here, and no value that opens a data set is longer than this.
  const isShort = uint16At(bytes, position + 6) === 0;
  return isShort ? { isExplicit: false, isBigEndian: false } : null;
}

/** True where the bytes of a VR stand in the element at a position. */
export function isExplicitAt(bytes: Uint8Array, position: number): boolean {
  return isKnownVr(decodeLatin1(bytes.subarray(position + 4, position + 6)));
}

/** Without a meta header only the groups that every image begins with count, lest any bytes pass for DICOM. */
export function isDataSetAt(
  bytes: Uint8Array,
  position: number,
  { isExplicit, isBigEndian }: Encoding,
): boolean {
  const read = isBigEndian ? uint16BigEndianAt : uint16At;
  const [group, element] = [read(bytes, position), read(bytes, position + 2)];
  return group === 0x0008 && element < 0x0100 && (isExplicit || uint16At(bytes, position + 4) < 256);
}

/** A little-endian short; bytes beyond the end count as zeros. */
export function uint16At(bytes: Uint8Array, position: number): number {
  return (bytes[position] ?? 0) | ((bytes[position + 1] ?? 0) << 8);
}

function uint16BigEndianAt(bytes: Uint8Array, position: number): number {
  return ((bytes[position] ?? 0) << 8) | (bytes[position + 1] ?? 0);
}
