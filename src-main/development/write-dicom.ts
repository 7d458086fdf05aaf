import dcmjs, { type NaturalDataset } from 'dcmjs';

const explicitVrLittleEndian = '1.2.840.10008.1.2.1';

/** Attributes by DICOM keyword in PascalCase, as PS3.6 writes them; Pixel Data is added by `writeDicom`. */
export type Attributes = Readonly<Record<string, string | number | readonly (string | number)[]>>;

/**
 * A Part 10 file (PS3.10) in Explicit VR Little Endian with native pixel data.
 *
 * @param pixels stored values in C order; 16-bit values are written little-endian, whatever the machine.
 */
export function writeDicom(
  attributes: Attributes,
  pixels: Uint8Array | Uint16Array | Int16Array,
): Uint8Array {
  const { DicomDict, DicomMetaDictionary } = dcmjs.data;
  const meta: NaturalDataset = {
    _meta: { FileMetaInformationVersion: [new Uint8Array([0, 1]).buffer] },
    MediaStorageSOPClassUID: required(attributes, 'SOPClassUID'),
    MediaStorageSOPInstanceUID: required(attributes, 'SOPInstanceUID'),
    TransferSyntaxUID: explicitVrLittleEndian,
    ImplementationClassUID: '2.25.307198236671893458103582119237011253701',
    ImplementationVersionName: 'OSTEON',
  };
  const file = new DicomDict(DicomMetaDictionary.denaturalizeDataset(meta));
  file.dict = DicomMetaDictionary.denaturalizeDataset({
    ...attributes,
    PixelData: [littleEndian(pixels)],
    _vrMap: { PixelData: pixels.BYTES_PER_ELEMENT === 1 ? 'OB' : 'OW' },
  });
  return new Uint8Array(file.write());
}

function required(attributes: Attributes, keyword: string): string {
  const value = attributes[keyword];
  if (typeof value !== 'string') throw new TypeError(`${keyword} must be given as text`);
  return value;
}

/** Bytes of even length, as PS3.5 section 7.1.1 asks of every value. */
function littleEndian(pixels: Uint8Array | Uint16Array | Int16Array): ArrayBuffer {
  const bytes = new ArrayBuffer(pixels.byteLength + (pixels.byteLength % 2));
  const view = new DataView(bytes);
  pixels.forEach((value, index) => {
    if (pixels.BYTES_PER_ELEMENT === 1) view.setUint8(index, value);
    else view.setInt16(index * 2, value, true);
  });
  return bytes;
}
