import { encode } from 'fast-png';
import { dicomFile, encapsulated, greyFile, greyModule, withAttributes } from '../support/dicom-bytes.ts';
import { encodeJpeg, encodeJpeg2000 } from '../support/codestreams.ts';
import { filmFile } from '../support/film-file.ts';
import type { FuzzSeed } from './fuzz.ts';

const [rows, columns] = [48, 40];
const jpegBaseline = '1.2.840.10008.1.2.4.50';
const jpeg2000 = '1.2.840.10008.1.2.4.90';

/** Small valid files of each container and codec that can be written here. */
export async function madeSeeds(): Promise<readonly FuzzSeed[]> {
  const grey = Uint16Array.from({ length: rows * columns }, (_, i) => (i * 37) % 4096);
  const bytes = Uint8Array.from(grey, (value) => value >> 4);
  const rgb = Uint8Array.from({ length: 3 * rows * columns }, (_, i) => (i * 11) % 256);
  const jpeg = await encodeJpeg(bytes, columns, rows, 1);
  const codestream = await encodeJpeg2000(grey, columns, rows, 12);
  return Object.entries({
    'film.dcm': filmFile(),
    'grey.dcm': greyFile(rows, columns),
    'jpeg.dcm': encapsulatedFile(jpegBaseline, jpeg, 8),
    'jpeg-2000.dcm': encapsulatedFile(jpeg2000, codestream, 16),
    'grey.jpg': jpeg,
    'colour.jpg': await encodeJpeg(rgb, columns, rows, 3),
    'grey-16.png': encode({ width: columns, height: rows, data: grey, depth: 16, channels: 1 }),
    'colour.png': encode({ width: columns, height: rows, data: rgb, depth: 8, channels: 3 }),
  }).map(([name, content]) => ({ name, bytes: content }));
}

function encapsulatedFile(transferSyntaxUid: string, codestream: Uint8Array, bits: 8 | 16): Uint8Array {
  const attributes = withAttributes(
    greyModule(rows, columns),
    [0x0028, 0x0100, 'US', [bits]],
    [0x0028, 0x0101, 'US', [bits === 8 ? 8 : 12]],
    [0x0028, 0x0102, 'US', [bits === 8 ? 7 : 11]],
    [0x7fe0, 0x0010, 'OB', encapsulated([evenLength(codestream)])],
  );
  return dicomFile(transferSyntaxUid, attributes);
}

function evenLength(bytes: Uint8Array): Uint8Array {
  return bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);
}
