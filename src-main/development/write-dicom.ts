import type { AttributeTree } from '#common/objects/attribute-tree';
import { writePart10 } from '#node/objects/part-10';

/** Attributes by DICOM keyword in PascalCase, as PS3.6 writes them; Pixel Data is added by `writeDicom`. */
export type Attributes = Readonly<
  Record<string, string | number | readonly (string | number)[] | readonly AttributeTree[]>
>;

/**
 * A Part 10 file (PS3.10) in Explicit VR Little Endian with native pixel data.
 *
 * @param pixels stored values in C order; 16-bit values are written little-endian, whatever the machine.
 */
export function writeDicom(
  attributes: Attributes,
  pixels: Uint8Array | Uint16Array | Int16Array,
): Uint8Array {
  const vr = pixels.BYTES_PER_ELEMENT === 1 ? 'OB' : 'OW';
  return writePart10({ ...attributes, PixelData: littleEndian(pixels) }, vr);
}

function littleEndian(pixels: Uint8Array | Uint16Array | Int16Array): Uint8Array {
  const bytes = new Uint8Array(pixels.byteLength);
  const view = new DataView(bytes.buffer);
  pixels.forEach((value, index) => {
    if (pixels.BYTES_PER_ELEMENT === 1) view.setUint8(index, value);
    else view.setInt16(index * 2, value, true);
  });
  return bytes;
}
