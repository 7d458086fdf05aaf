import { uint16At } from './file-start.ts';

/** What can be told of a compressed frame by its first bytes. */
type Kind =
  | 'jpegBaseline'
  | 'jpegExtended'
  | 'jpegProgressive'
  | 'jpegLossless'
  | 'jpegLs'
  | 'jpeg2000'
  | 'htj2k'
  | 'jpegXl'
  | 'rle';

const syntaxOf: Readonly<Record<Kind, string>> = {
  jpegBaseline: '1.2.840.10008.1.2.4.50',
  jpegExtended: '1.2.840.10008.1.2.4.51',
  jpegProgressive: '1.2.840.10008.1.2.4.55',
  jpegLossless: '1.2.840.10008.1.2.4.57',
  jpegLs: '1.2.840.10008.1.2.4.81',
  jpeg2000: '1.2.840.10008.1.2.4.91',
  htj2k: '1.2.840.10008.1.2.4.203',
  jpegXl: '1.2.840.10008.1.2.4.112',
  rle: '1.2.840.10008.1.2.5',
};

/** What the frames of a transfer syntax may be; of those that are absent nothing is told by content. */
const kindsOf: Readonly<Record<string, readonly Kind[]>> = {
  '1.2.840.10008.1.2': [],
  '1.2.840.10008.1.2.1': [],
  '1.2.840.10008.1.2.1.98': [],
  '1.2.840.10008.1.2.1.99': [],
  '1.2.840.10008.1.2.2': [],
  '1.2.840.10008.1.2.4.50': ['jpegBaseline'],
  '1.2.840.10008.1.2.4.51': ['jpegBaseline', 'jpegExtended'],
  '1.2.840.10008.1.2.4.53': ['jpegProgressive'],
  '1.2.840.10008.1.2.4.55': ['jpegProgressive'],
  '1.2.840.10008.1.2.4.57': ['jpegLossless'],
  '1.2.840.10008.1.2.4.70': ['jpegLossless'],
  '1.2.840.10008.1.2.4.80': ['jpegLs'],
  '1.2.840.10008.1.2.4.81': ['jpegLs'],
  '1.2.840.10008.1.2.4.90': ['jpeg2000'],
  '1.2.840.10008.1.2.4.91': ['jpeg2000'],
  '1.2.840.10008.1.2.4.110': ['jpegXl'],
  '1.2.840.10008.1.2.4.111': ['jpegXl'],
  '1.2.840.10008.1.2.4.112': ['jpegXl'],
  '1.2.840.10008.1.2.4.201': ['htj2k'],
  '1.2.840.10008.1.2.4.202': ['htj2k'],
  '1.2.840.10008.1.2.4.203': ['htj2k'],
  '1.2.840.10008.1.2.5': ['rle'],
  '1.2.840.10008.1.2.8.1': [],
};

/**
 * The transfer syntax that a compressed frame's first bytes show, where it is not what the file declares; null
 * where they agree, and where nothing can be told.
 */
export function contradictingSyntax(declaredUid: string, frame: Uint8Array): string | null {
  const expected = kindsOf[declaredUid];
  const kind = expected && kindOf(frame);
  return kind && !expected.includes(kind) ? syntaxOf[kind] : null;
}

/** True for the transfer syntaxes of still images whose pixels may turn out to be uncompressed. */
export function isSniffable(uid: string): boolean {
  return kindsOf[uid] !== undefined;
}

function kindOf(bytes: Uint8Array): Kind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpegKindOf(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0x4f && bytes[2] === 0xff && bytes[3] === 0x51)
    // Capability bit 14 of SIZ says that a CAP marker follows (ISO 15444-15).
    return (bytes[6]! & 0x40) === 0 ? 'jpeg2000' : 'htj2k';
  if (bytes[4] === 0x6a && bytes[5] === 0x50 && bytes[6] === 0x20 && bytes[7] === 0x20) return 'jpeg2000';
  if (bytes[0] === 0xff && bytes[1] === 0x0a) return 'jpegXl';
  return isRle(bytes) ? 'rle' : null;
}

/** By the frame header, SOF (ITU-T T.81 table B.1; T.87 for JPEG-LS), to which marker segments lead. */
function jpegKindOf(bytes: Uint8Array): Kind | null {
  for (let position = 2; position + 4 < bytes.length && bytes[position] === 0xff;) {
    const marker = bytes[position + 1]!;
    if (marker === 0xff) position++;
    else if (marker === 0xc0) return 'jpegBaseline';
    else if (marker === 0xc1) return 'jpegExtended';
    else if (marker === 0xc2) return 'jpegProgressive';
    else if (marker === 0xc3) return 'jpegLossless';
    else if (marker === 0xf7) return 'jpegLs';
    else position += 2 + ((bytes[position + 2]! << 8) | bytes[position + 3]!);
  }
  return null;
}

/** The header of PS3.5 G.5: the number of segments, and their offsets, of which the first is the header's end. */
function isRle(bytes: Uint8Array): boolean {
  if (bytes.length < 64) return false;
  const segments = bytes[0]!;
  if (segments < 1 || segments > 15) return false;
  const offsets = Array.from(
    { length: 16 },
    (_, i) => uint16At(bytes, 4 * i) + 65536 * uint16At(bytes, 4 * i + 2),
  );
  return offsets.every((offset, i) => {
    if (i === 0) return offset === segments;
    if (i === 1) return offset === 64;
    return i <= segments ? offset > offsets[i - 1]! : offset === 0;
  });
}
