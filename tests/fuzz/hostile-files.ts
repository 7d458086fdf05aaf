import { deflateRawSync } from 'node:zlib';
import {
  dicomFile,
  encapsulated,
  greyFile,
  greyModule,
  withAttributes,
  type Attribute,
} from '../support/dicom-bytes.ts';
import type { ErrorCode } from '#common/errors';

/** A file made to do harm, and the ways in which it may end. */
export interface HostileFile {
  readonly name: string;
  readonly bytes: () => Uint8Array;
  readonly ends: readonly (ErrorCode | 'decoded')[];
}

const explicitLittleEndian = '1.2.840.10008.1.2.1';
const implicitLittleEndian = '1.2.840.10008.1.2';
const deflated = '1.2.840.10008.1.2.1.99';
const jpegBaseline = '1.2.840.10008.1.2.4.50';
const jpegLossless = '1.2.840.10008.1.2.4.70';
const jpegLs = '1.2.840.10008.1.2.4.80';
const jpeg2000 = '1.2.840.10008.1.2.4.90';
const rle = '1.2.840.10008.1.2.5';

/** Depth at which recursive readers run out of stack. */
const depth = 200_000;

export const hostileFiles: readonly HostileFile[] = [
  {
    name: 'sequences nested without end, of undefined length',
    bytes: () => Buffer.concat([dicomFile(explicitLittleEndian, []), ...levels('0800401153510000ffffffff')]),
    ends: ['nested-too-deep'],
  },
  {
    name: 'sequences nested without end, of implicit VR',
    bytes: () => Buffer.concat([dicomFile(implicitLittleEndian, []), ...levels('08004011ffffffff')]),
    ends: ['nested-too-deep'],
  },
  {
    name: 'a 46,341 x 46,341 image in a small file',
    bytes: () => resized(46_341, 46_341),
    ends: ['image-too-large'],
  },
  {
    name: 'a 65,535 x 65,535 image in a small file',
    bytes: () => resized(65_535, 65_535),
    ends: ['image-too-large'],
  },
  {
    name: 'a 16,384 x 16,384 image in a small file',
    bytes: () => resized(16_384, 16_384),
    ends: ['truncated-file'],
  },
  { name: 'no rows', bytes: () => resized(0, 8), ends: ['invalid-attribute'] },
  {
    name: 'two thousand million frames, uncompressed',
    bytes: () => greyFile(8, 8, [0x0028, 0x0008, 'IS', '2000000000']),
    ends: ['too-many-frames', 'image-too-large', 'truncated-file'],
  },
  {
    name: 'two thousand million frames, compressed',
    bytes: () =>
      compressed(jpegBaseline, [Uint8Array.of(0xff, 0xd8)], [[0x0028, 0x0008, 'IS', '2000000000']]),
    ends: ['too-many-frames', 'image-too-large', 'truncated-file'],
  },
  {
    name: 'two million elements',
    bytes: () => Buffer.concat([dicomFile(explicitLittleEndian, []), manyElements(2_000_000)]),
    ends: ['too-many-elements'],
  },
  {
    name: 'a data set that inflates to four gibibytes',
    bytes: () => deflationBomb(),
    ends: ['inflated-too-large'],
  },
  {
    name: 'a window of no number',
    bytes: () => greyFile(8, 8, [0x0028, 0x1050, 'DS', 'NaN'], [0x0028, 0x1051, 'DS', '0']),
    ends: ['decoded'],
  },
  {
    name: 'a rescale by infinity',
    bytes: () => greyFile(8, 8, [0x0028, 0x1052, 'DS', '1e999'], [0x0028, 0x1053, 'DS', '1']),
    ends: ['invalid-attribute'],
  },
  {
    name: 'a fragment past the end of the file',
    bytes: () => compressed(jpegBaseline, [Uint8Array.of(0xff, 0xd8)]).slice(0, -12),
    ends: ['truncated-file', 'malformed-file'],
  },
  ...[jpegBaseline, jpegLossless, jpegLs, jpeg2000, rle].map((syntax): HostileFile => ({
    name: `an empty codestream under ${syntax}`,
    bytes: () => compressed(syntax, [new Uint8Array(0)]),
    ends: ['truncated-file', 'malformed-file', 'codec-failed'],
  })),
  {
    name: 'a JPEG 2000 image of a tile for each pixel',
    bytes: () => compressed(jpeg2000, [jpeg2000Header(16_000, 16_000, 1)], sized(16_000, 16_000)),
    ends: ['truncated-file', 'malformed-file', 'codec-failed', 'image-too-large'],
  },
  {
    name: 'a JPEG 2000 image of 16,000 x 16,000 pixels in a hundred bytes',
    bytes: () => compressed(jpeg2000, [jpeg2000Header(16_000, 16_000, 16_000)], sized(16_000, 16_000)),
    ends: ['truncated-file', 'malformed-file', 'codec-failed'],
  },
  {
    name: 'a JPEG-LS image of 16,000 x 16,000 pixels in a hundred bytes',
    bytes: () => compressed(jpegLs, [jpegLsHeader(16_000, 16_000)], sized(16_000, 16_000)),
    ends: ['truncated-file', 'malformed-file', 'codec-failed'],
  },
  {
    name: 'run lengths that never fill their frame',
    bytes: () => compressed(rle, [runLengths(64)], sized(16_000, 16_000)),
    ends: ['truncated-file', 'malformed-file', 'codec-failed'],
  },
];

/** A sequence that opens an item, again and again. */
function levels(sequence: string): Buffer[] {
  const level = Buffer.from(`${sequence}feff00e0ffffffff`, 'hex');
  return Array.from({ length: depth }, () => level);
}

function sized(rows: number, columns: number): Attribute[] {
  return [
    [0x0028, 0x0010, 'US', [rows]],
    [0x0028, 0x0011, 'US', [columns]],
  ];
}

function resized(rows: number, columns: number): Uint8Array {
  return greyFile(8, 8, ...sized(rows, columns));
}

function compressed(
  transferSyntaxUid: string,
  fragments: readonly Uint8Array[],
  changes: readonly Attribute[] = [],
): Uint8Array {
  const pixelData: Attribute = [0x7fe0, 0x0010, 'OB', encapsulated(fragments)];
  return dicomFile(transferSyntaxUid, withAttributes(greyModule(8, 8), pixelData, ...changes));
}

/** Empty elements, eight bytes each. */
function manyElements(count: number): Uint8Array {
  const elements = Buffer.alloc(8 * count, Buffer.from('0900000055490000', 'hex'));
  for (let i = 0; i < count; i++) {
    elements.writeUInt16LE(0x0009 + 2 * (i >> 16), 8 * i);
    elements.writeUInt16LE(i & 0xffff, 8 * i + 2);
  }
  return elements;
}

/** The meta header of a deflated file, and four gibibytes of zeros after it. */
function deflationBomb(): Uint8Array {
  const zeros = deflateRawSync(Buffer.alloc(2 ** 26), { level: 9, finishFlush: 2 });
  const bomb = Array.from({ length: 64 }, () => zeros);
  return Buffer.concat([dicomFile(deflated, []), ...bomb, deflateRawSync(Buffer.alloc(8))]);
}

/** SOC, SIZ, COD, QCD and an empty tile: 16 bits grey in square tiles (ISO/IEC 15444-1 annex A). */
function jpeg2000Header(width: number, height: number, tile: number): Uint8Array {
  const siz = Buffer.alloc(43);
  siz.writeUInt16BE(0xff51, 0);
  siz.writeUInt16BE(41, 2);
  [width, height, 0, 0, tile, tile, 0, 0].forEach((value, i) => siz.writeUInt32BE(value, 6 + 4 * i));
  siz.writeUInt16BE(1, 38);
  siz.set([15, 1, 1], 40);
  const cod = Buffer.from('ff52000c00000001000504040001', 'hex');
  const qcd = Buffer.from('ff5c00134040484850484850484850484850484850', 'hex');
  const tilePart = Buffer.from('ff90000a0000000000000001ff93ffd9', 'hex');
  return Buffer.concat([Buffer.from('ff4f', 'hex'), siz, cod, qcd, tilePart]);
}

/** SOI, SOF55 and SOS of 16-bit grey, and a scan that is far too short (ISO/IEC 14495-1 annex C). */
function jpegLsHeader(width: number, height: number): Uint8Array {
  const frame = Buffer.from('ffd8fff7000b10000000000101110000', 'hex').subarray(0, 15);
  frame.writeUInt16BE(height, 7);
  frame.writeUInt16BE(width, 9);
  const scan = Buffer.from('ffda0008010100000000', 'hex');
  return Buffer.concat([frame, scan, Buffer.alloc(64), Buffer.from('ffd9', 'hex')]);
}

/** One RLE frame of two segments of the given length (PS3.5 annex G). */
function runLengths(length: number): Uint8Array {
  const header = Buffer.alloc(64);
  [2, 64, 64 + length].forEach((value, i) => header.writeUInt32LE(value, 4 * i));
  return Buffer.concat([header, Buffer.alloc(2 * length, 0x81)]);
}
