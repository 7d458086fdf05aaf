import dcmjs from 'dcmjs';
import type { AttributeTree } from '#common/objects/attribute-tree';
import { implementationClassUid, implementationVersionName } from '#common/dicom/part-10-start';
import { explicitLittleEndian } from '#common/dicom/transfer-syntax';

/**
 * The bytes of a Part 10 file (PS3.10 clause 7) in Explicit VR Little Endian; text is written as UTF-8, so whatever
 * is above ASCII needs the Specific Character Set `ISO_IR 192`.
 *
 * @param tree with SOP Class UID and SOP Instance UID; Pixel Data, if any, native and little-endian
 */
export function writePart10(tree: AttributeTree, pixelVr: 'OB' | 'OW' = 'OB'): Uint8Array {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const file = new DicomDict(
    DicomMetaDictionary.denaturalizeDataset({
      FileMetaInformationVersion: new Uint8Array([0, 1]).buffer,
      MediaStorageSOPClassUID: required(tree, 'SOPClassUID'),
      MediaStorageSOPInstanceUID: required(tree, 'SOPInstanceUID'),
      TransferSyntaxUID: explicitLittleEndian,
      ImplementationClassUID: implementationClassUid,
      ImplementationVersionName: implementationVersionName,
    }),
  );
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    ...withBuffers(tree),
    _vrMap: { PixelData: pixelVr },
  });
  // Identity is copied as it is, also where a source wrote more than its VR allows.
  return new Uint8Array(file.write({ allowInvalidVRLength: true }));
}

function required(tree: AttributeTree, keyword: string): string {
  const value = tree[keyword];
  if (typeof value !== 'string') throw new TypeError(`${keyword} must be given as text`);
  return value;
}

/** Bytes as dcmjs takes them: whole buffers of even length (PS3.5 7.1.1). */
function withBuffers(tree: AttributeTree): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tree).map(([keyword, value]) => [
      keyword,
      value instanceof Uint8Array ? [evenBuffer(value)] : value,
    ]),
  );
}

function evenBuffer(bytes: Uint8Array): ArrayBuffer {
  const padded = new Uint8Array(bytes.length + (bytes.length % 2));
  padded.set(bytes);
  return padded.buffer;
}
