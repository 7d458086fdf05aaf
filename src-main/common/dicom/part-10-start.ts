import { asciiBytes, encodeElements, joined, type WrittenElement } from './write-elements.ts';

/** Says in every file who wrote it (PS3.7 D.3.3.2). */
export const implementationClassUid = '2.25.307198236671893458103582119237011253701';
export const implementationVersionName = 'OSTEON';

const metaEncoding = { isExplicit: true, isBigEndian: false };

/** Preamble and File Meta Information of a file (PS3.10 clause 7.1), without anything of the file it came from. */
export function part10Start(
  sopClassUid: string,
  sopInstanceUid: string,
  transferSyntaxUid: string,
): Uint8Array {
  const uid = (tag: WrittenElement['tag'], text: string): WrittenElement => ({
    ...{ tag, vr: 'UI', value: asciiBytes(text) },
  });
  const group = encodeElements(
    [
      { tag: 'x00020001', vr: 'OB', value: Uint8Array.of(0, 1) },
      uid('x00020002', sopClassUid),
      uid('x00020003', sopInstanceUid),
      uid('x00020010', transferSyntaxUid),
      uid('x00020012', implementationClassUid),
      { tag: 'x00020013', vr: 'SH', value: asciiBytes(implementationVersionName) },
    ],
    metaEncoding,
  );
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, group.length, true);
  const groupLength = encodeElements([{ tag: 'x00020000', vr: 'UL', value: length }], metaEncoding);
  return joined([new Uint8Array(128), asciiBytes('DICM'), groupLength, group]);
}
