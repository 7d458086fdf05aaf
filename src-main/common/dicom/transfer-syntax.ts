import { AppError } from '../errors.ts';

/** Names a family of codecs; `node/decode` holds one decoder for each. */
export type Codec = 'native' | 'rle' | 'jpeg' | 'jpegLossless' | 'jpegLs' | 'jpeg2000';

/** How a data set and its pixels are encoded (PS3.5 clause 10 and annex A). */
export interface TransferSyntax {
  readonly uid: string;
  readonly name: string;
  /** Absent for a transfer syntax that the standard knows and Osteon cannot decode. */
  readonly codec?: Codec;
  /** Of the codec `native`: frames that are fragments (PS3.5 A.4.11), or deflated ones (A.4.13). */
  readonly frames?: 'encapsulated' | 'deflated';
  /** True where every codestream is lossy; others say so in Lossy Image Compression (0028,2110). */
  readonly lossy?: true;
}

export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const explicitBigEndian = '1.2.840.10008.1.2.2';
export const deflatedExplicitLittleEndian = '1.2.840.10008.1.2.1.99';
export const encapsulatedExplicitLittleEndian = '1.2.840.10008.1.2.1.98';

/** Every transfer syntax of the standard, in the order of PS3.6 annex A. */
export const transferSyntaxes: readonly TransferSyntax[] = [
  { uid: implicitLittleEndian, name: 'Implicit VR Little Endian', codec: 'native' },
  { uid: explicitLittleEndian, name: 'Explicit VR Little Endian', codec: 'native' },
  {
    uid: encapsulatedExplicitLittleEndian,
    name: 'Encapsulated Uncompressed Explicit VR Little Endian',
    codec: 'native',
    frames: 'encapsulated',
  },
  { uid: deflatedExplicitLittleEndian, name: 'Deflated Explicit VR Little Endian', codec: 'native' },
  { uid: explicitBigEndian, name: 'Explicit VR Big Endian', codec: 'native' },
  { uid: '1.2.840.10008.1.20', name: 'Papyrus 3 Implicit VR Little Endian' },
  { uid: '1.2.840.10008.1.2.4.50', name: 'JPEG Baseline (Process 1)', codec: 'jpeg', lossy: true },
  { uid: '1.2.840.10008.1.2.4.51', name: 'JPEG Extended (Process 2 & 4)', codec: 'jpeg', lossy: true },
  { uid: '1.2.840.10008.1.2.4.52', name: 'JPEG Extended (Process 3 & 5)', lossy: true },
  {
    uid: '1.2.840.10008.1.2.4.53',
    name: 'JPEG Spectral Selection (Process 6 & 8)',
    codec: 'jpeg',
    lossy: true,
  },
  { uid: '1.2.840.10008.1.2.4.54', name: 'JPEG Spectral Selection (Process 7 & 9)', lossy: true },
  {
    uid: '1.2.840.10008.1.2.4.55',
    name: 'JPEG Full Progression (Process 10 & 12)',
    codec: 'jpeg',
    lossy: true,
  },
  { uid: '1.2.840.10008.1.2.4.56', name: 'JPEG Full Progression (Process 11 & 13)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.57', name: 'JPEG Lossless (Process 14)', codec: 'jpegLossless' },
  { uid: '1.2.840.10008.1.2.4.58', name: 'JPEG Lossless (Process 15)' },
  { uid: '1.2.840.10008.1.2.4.59', name: 'JPEG Extended, Hierarchical (Process 16 & 18)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.60', name: 'JPEG Extended, Hierarchical (Process 17 & 19)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.61', name: 'JPEG Spectral Selection, Hierarchical (20 & 22)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.62', name: 'JPEG Spectral Selection, Hierarchical (21 & 23)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.63', name: 'JPEG Full Progression, Hierarchical (24 & 26)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.64', name: 'JPEG Full Progression, Hierarchical (25 & 27)', lossy: true },
  { uid: '1.2.840.10008.1.2.4.65', name: 'JPEG Lossless, Hierarchical (Process 28)' },
  { uid: '1.2.840.10008.1.2.4.66', name: 'JPEG Lossless, Hierarchical (Process 29)' },
  { uid: '1.2.840.10008.1.2.4.70', name: 'JPEG Lossless, First-Order Prediction', codec: 'jpegLossless' },
  { uid: '1.2.840.10008.1.2.4.80', name: 'JPEG-LS Lossless', codec: 'jpegLs' },
  { uid: '1.2.840.10008.1.2.4.81', name: 'JPEG-LS Near-Lossless', codec: 'jpegLs' },
  { uid: '1.2.840.10008.1.2.4.90', name: 'JPEG 2000 (Lossless Only)', codec: 'jpeg2000' },
  { uid: '1.2.840.10008.1.2.4.91', name: 'JPEG 2000', codec: 'jpeg2000' },
  { uid: '1.2.840.10008.1.2.4.92', name: 'JPEG 2000 Part 2 Multi-component (Lossless Only)' },
  { uid: '1.2.840.10008.1.2.4.93', name: 'JPEG 2000 Part 2 Multi-component' },
  { uid: '1.2.840.10008.1.2.4.94', name: 'JPIP Referenced' },
  { uid: '1.2.840.10008.1.2.4.95', name: 'JPIP Referenced Deflate' },
  { uid: '1.2.840.10008.1.2.4.100', name: 'MPEG2 Main Profile / Main Level', lossy: true },
  { uid: '1.2.840.10008.1.2.4.100.1', name: 'Fragmentable MPEG2 Main Profile / Main Level', lossy: true },
  { uid: '1.2.840.10008.1.2.4.101', name: 'MPEG2 Main Profile / High Level', lossy: true },
  { uid: '1.2.840.10008.1.2.4.101.1', name: 'Fragmentable MPEG2 Main Profile / High Level', lossy: true },
  { uid: '1.2.840.10008.1.2.4.102', name: 'MPEG-4 AVC/H.264 High Profile', lossy: true },
  { uid: '1.2.840.10008.1.2.4.102.1', name: 'Fragmentable MPEG-4 AVC/H.264 High Profile', lossy: true },
  { uid: '1.2.840.10008.1.2.4.103', name: 'MPEG-4 AVC/H.264 BD-compatible', lossy: true },
  { uid: '1.2.840.10008.1.2.4.103.1', name: 'Fragmentable MPEG-4 AVC/H.264 BD-compatible', lossy: true },
  { uid: '1.2.840.10008.1.2.4.104', name: 'MPEG-4 AVC/H.264 High Profile for 2D Video', lossy: true },
  { uid: '1.2.840.10008.1.2.4.104.1', name: 'Fragmentable MPEG-4 AVC/H.264 for 2D Video', lossy: true },
  { uid: '1.2.840.10008.1.2.4.105', name: 'MPEG-4 AVC/H.264 High Profile for 3D Video', lossy: true },
  { uid: '1.2.840.10008.1.2.4.105.1', name: 'Fragmentable MPEG-4 AVC/H.264 for 3D Video', lossy: true },
  { uid: '1.2.840.10008.1.2.4.106', name: 'MPEG-4 AVC/H.264 Stereo High Profile', lossy: true },
  { uid: '1.2.840.10008.1.2.4.106.1', name: 'Fragmentable MPEG-4 AVC/H.264 Stereo High', lossy: true },
  { uid: '1.2.840.10008.1.2.4.107', name: 'HEVC/H.265 Main Profile', lossy: true },
  { uid: '1.2.840.10008.1.2.4.108', name: 'HEVC/H.265 Main 10 Profile', lossy: true },
  { uid: '1.2.840.10008.1.2.4.110', name: 'JPEG XL Lossless' },
  { uid: '1.2.840.10008.1.2.4.111', name: 'JPEG XL JPEG Recompression', lossy: true },
  { uid: '1.2.840.10008.1.2.4.112', name: 'JPEG XL' },
  { uid: '1.2.840.10008.1.2.4.201', name: 'High-Throughput JPEG 2000 (Lossless Only)', codec: 'jpeg2000' },
  {
    uid: '1.2.840.10008.1.2.4.202',
    name: 'High-Throughput JPEG 2000 with RPCL (Lossless Only)',
    codec: 'jpeg2000',
  },
  { uid: '1.2.840.10008.1.2.4.203', name: 'High-Throughput JPEG 2000', codec: 'jpeg2000' },
  { uid: '1.2.840.10008.1.2.4.204', name: 'JPIP HTJ2K Referenced' },
  { uid: '1.2.840.10008.1.2.4.205', name: 'JPIP HTJ2K Referenced Deflate' },
  { uid: '1.2.840.10008.1.2.5', name: 'RLE Lossless', codec: 'rle' },
  { uid: '1.2.840.10008.1.2.6.1', name: 'RFC 2557 MIME Encapsulation' },
  { uid: '1.2.840.10008.1.2.6.2', name: 'XML Encoding' },
  { uid: '1.2.840.10008.1.2.7.1', name: 'SMPTE ST 2110-20 Uncompressed Progressive Active Video' },
  { uid: '1.2.840.10008.1.2.7.2', name: 'SMPTE ST 2110-20 Uncompressed Interlaced Active Video' },
  { uid: '1.2.840.10008.1.2.7.3', name: 'SMPTE ST 2110-30 PCM Digital Audio' },
  {
    uid: '1.2.840.10008.1.2.8.1',
    name: 'Deflated Image Frame Compression',
    codec: 'native',
    frames: 'deflated',
  },
];

const uncompressed: readonly string[] = [
  implicitLittleEndian,
  explicitLittleEndian,
  explicitBigEndian,
  deflatedExplicitLittleEndian,
];

/** False for the transfer syntaxes whose pixels are one run of cells; true for all whose frames are fragments. */
export function isCompressed(uid: string): boolean {
  return !uncompressed.includes(uid);
}

const byUid = new Map(transferSyntaxes.map((syntax) => [syntax.uid, syntax]));

/**
 * The transfer syntax of a UID.
 *
 * @throws AppError `unknown-transfer-syntax` for a UID outside the standard.
 */
export function transferSyntaxOf(uid: string): TransferSyntax {
  const syntax = byUid.get(uid);
  if (!syntax) throw new AppError('unknown-transfer-syntax', `Unknown transfer syntax ${printable(uid)}.`);
  return syntax;
}

/** @throws AppError `unsupported-transfer-syntax` for a transfer syntax of the standard without a codec here. */
export function codecOf({ uid, name, codec }: TransferSyntax): Codec {
  if (!codec) throw new AppError('unsupported-transfer-syntax', `Cannot decode ${name} (${uid}).`);
  return codec;
}

/** A hostile file may hold anything where its UID should stand. */
function printable(uid: string): string {
  return `"${uid.slice(0, 64).replace(/[^\w.-]/g, '?')}"`;
}
