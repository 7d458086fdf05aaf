import { deidentified, type StandardVr } from '#common/deidentify/deidentify';
import type { Deidentification } from '#common/deidentify/deidentification';
import { redact } from '#common/deidentify/redact';
import { readDirectoryFacts, type DirectoryFacts } from '#common/dicom/directory-facts';
import type { PixelDescription } from '#common/dicom/image-description';
import type { Encoding } from '#common/dicom/elements';
import { hasEmbeddedOverlay } from '#common/dicom/overlays';
import { isDicom, parseDataSet, type DataSet } from '#common/dicom/parse';
import { part10Start } from '#common/dicom/part-10-start';
import { pixelElements } from '#common/dicom/pixel-elements';
import { Tag } from '#common/dicom/tags';
import {
  deflatedExplicitLittleEndian,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
} from '#common/dicom/transfer-syntax';
import { encodeElements, joined, type WrittenElement } from '#common/dicom/write-elements';
import { AppError } from '#common/errors';
import { requireReferable, readSourceIdentity } from '#common/objects/source-identity';
import { pseudonymsOf } from '../export/pseudonyms.ts';
import type { ReadableSource } from '../media/readable-source.ts';
import { decodeFrame } from './decode-frame.ts';
import { dicomDictionary } from './dictionary.ts';
import { readImageFile } from './image-file.ts';

/** How films leave: null as they are, byte for byte. */
export interface TakingOut extends Deidentification {
  /** Of which the pseudonyms are made. */
  readonly secret: string;
}

/** A film on its way out. */
export interface TakenOut {
  readonly bytes: Uint8Array;
  /** What the directory of a medium says of it. */
  readonly facts: DirectoryFacts;
  /** True where the picture itself may name somebody, and nothing of it was blackened. */
  readonly mayShowIdentity: boolean;
}

/**
 * The bytes of a DICOM image as they leave.
 *
 * @throws AppError as `readImageFile` and `parseDataSet` do, `missing-attribute` for what nothing can refer to, and
 * where pixels are written anew as `decodeFrame` does.
 */
export async function takeOut(source: ReadableSource, taking: TakingOut | null): Promise<TakenOut> {
  const bytes = await readImageFile(source);
  if (!isDicom(bytes)) throw new AppError('missing-attribute', 'The picture is no DICOM image.');
  const dataSet = parseDataSet(bytes);
  requireReferable(readSourceIdentity(dataSet));
  const facts = (set: DataSet) => readDirectoryFacts(set);
  if (taking === null) return { bytes, facts: facts(dataSet), mayShowIdentity: false };
  const written = await withoutIdentity(bytes, dataSet, taking);
  const burnedIn = dataSet.text(Tag.burnedInAnnotation);
  return {
    bytes: written,
    facts: facts(parseDataSet(written)),
    mayShowIdentity: burnedIn !== 'NO' && taking.redactions.length === 0,
  };
}

async function withoutIdentity(bytes: Uint8Array, dataSet: DataSet, taking: TakingOut): Promise<Uint8Array> {
  if (dataSet.pixelData === null) throw new AppError('no-pixel-data', 'The object holds no pixels.');
  const { encoding } = dataSet;
  const dictionary = await dicomDictionary();
  const standardVr: StandardVr = (tag) =>
    dictionary(`(${tag.slice(1, 5)},${tag.slice(5)})`.toUpperCase())?.vr ?? null;
  const attributes = deidentified(dataSet, taking, pseudonymsOf(taking.secret), standardVr);
  const isAnew = taking.redactions.length > 0 || hasEmbeddedOverlay(dataSet);
  const pixels = isAnew ? await pixelsAnew(bytes, taking, encoding) : pixelElements(dataSet);
  const all = [...new Map([...attributes, ...pixels].map((one) => [one.tag, one])).values()];
  all.sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const text = (tag: WrittenElement['tag']) => textOf(all, tag);
  const syntax = isAnew ? plainSyntax(encoding) : inflatedSyntax(dataSet);
  return joined([
    part10Start(text(Tag.sopClassUid), text(Tag.sopInstanceUid), syntax),
    encodeElements(all, encoding),
  ]);
}

function inflatedSyntax({ transferSyntax, encoding }: DataSet): string {
  return transferSyntax.uid === deflatedExplicitLittleEndian ? plainSyntax(encoding) : transferSyntax.uid;
}

function plainSyntax({ isExplicit, isBigEndian }: Encoding): string {
  if (!isExplicit) return implicitLittleEndian;
  return isBigEndian ? explicitBigEndian : explicitLittleEndian;
}

function textOf(elements: readonly WrittenElement[], tag: WrittenElement['tag']): string {
  const value = elements.find((one) => one.tag === tag)?.value;
  return value instanceof Uint8Array
    ? Buffer.from(value)
        .toString('latin1')
        .replace(/[\0 ]+$/, '')
    : '';
}

/** Every frame decoded, blackened and written uncompressed; that they once were lossy is said elsewhere and stays. */
async function pixelsAnew(
  bytes: Uint8Array,
  { redactions }: TakingOut,
  encoding: Encoding,
): Promise<readonly WrittenElement[]> {
  const frames: Uint8Array[] = [];
  let described: PixelDescription | null = null;
  let bits = 8;
  for (let frame = 0; frame < (described?.numberOfFrames ?? 1); frame++) {
    const { description, storedValues } = await decodeFrame(bytes, frame);
    described = description.pixels;
    if (described.sampleType === 'float')
      throw new AppError('unsupported-pixel-format', 'Floating-point pixels cannot be blackened.');
    redact(storedValues, described, redactions);
    bits = 8 * storedValues.BYTES_PER_ELEMENT;
    const { buffer, byteOffset, byteLength } = storedValues;
    frames.push(inOrder(new Uint8Array(buffer, byteOffset, byteLength), bits, encoding));
  }
  return plainPixels(joined(frames), described!, bits, encoding);
}

/** Memory is little-endian on every machine that Osteon runs on. */
function inOrder(bytes: Uint8Array, bits: number, { isBigEndian }: Encoding): Uint8Array {
  if (!isBigEndian || bits === 8) return bytes;
  const swapped = Buffer.from(bytes);
  return bits === 16 ? swapped.swap16() : swapped.swap32();
}

function plainPixels(
  value: Uint8Array,
  { samplesPerPixel, bitsStored, photometricInterpretation }: PixelDescription,
  bits: number,
  { isBigEndian }: Encoding,
): readonly WrittenElement[] {
  const words = (tag: WrittenElement['tag'], number: number): WrittenElement => {
    const bytes = Buffer.alloc(2);
    if (isBigEndian) bytes.writeUInt16BE(number);
    else bytes.writeUInt16LE(number);
    return { tag, vr: 'US', value: bytes };
  };
  return [
    { tag: Tag.photometricInterpretation, vr: 'CS', value: Buffer.from(photometricInterpretation) },
    ...(samplesPerPixel === 3 ? [words(Tag.planarConfiguration, 0)] : []),
    words(Tag.bitsAllocated, bits),
    words(Tag.bitsStored, bitsStored),
    words(Tag.highBit, bitsStored - 1),
    { tag: Tag.pixelData, vr: bits === 8 ? 'OB' : 'OW', value },
  ];
}
