// Its UMD bundle gives named exports to CommonJS alone.
import dicomParser from 'dicom-parser';
import { AppError } from '../errors.ts';
import { bodyOf, writtenAs, type Meta } from './data-set-body.ts';
import { valuesOf, type Values } from './data-set.ts';
import { readElements, type ElementSource, type Encoding, type Header } from './elements.ts';
import { findFileStart, isKnownVr, uint16At } from './file-start.ts';
import { settlePixels } from './pixel-packing.ts';
import { Tag } from './tags.ts';
import { decodeText } from './text.ts';
import {
  explicitLittleEndian,
  isCompressed,
  transferSyntaxOf,
  type TransferSyntax,
} from './transfer-syntax.ts';

/** Where the Pixel Data (7FE0,0010), or that of floating-point values, begins in its data set's `source`. */
export interface PixelDataElement {
  readonly tag: (typeof pixelDataTags)[number];
  /** Null where the file does not say. */
  readonly vr: string | null;
  /** Position of the first value byte. */
  readonly offset: number;
  /** In bytes; null where fragments follow (PS3.5 A.4). */
  readonly length: number | null;
  /** The Extended Offset Table (PS3.3 C.7.6.3.1.8) that stands before it; empty where there is none. */
  readonly extendedOffsetTable: readonly number[];
}

/** The top level of a data set, read up to its pixel data. */
export interface DataSet extends Values {
  readonly transferSyntax: TransferSyntax;
  /** True where the file names no transfer syntax, or one that its content contradicts, and the content decided. */
  readonly transferSyntaxSniffed: boolean;
  readonly encoding: Encoding;
  readonly pixelData: PixelDataElement | null;
  /** What positions count in: the file or, of a deflated one, its data set unpacked. */
  readonly source: Uint8Array;
  /** Of the whole source, of which the bytes at hand may be the first part. */
  readonly sourceLength: number;
}

const pixelDataTags = [Tag.floatPixelData, Tag.doubleFloatPixelData, Tag.pixelData] as const;
/** More elements are refused, however short the file that holds them. */
const elementBudget = 2 ** 18;
/** More offsets than frames can be opened are not read. */
const mostOffsets = 2 ** 14;

/** True for a DICOM file, with or without the preamble and meta header of Part 10 (PS3.10 clause 7.1). */
export function isDicom(bytes: Uint8Array): boolean {
  return findFileStart(bytes) !== null;
}

/**
 * Reads a data set's top level up to its pixel data. How it is written, and what its pixels are packed in, is
 * told by its content where that contradicts the transfer syntax of the file.
 *
 * @param bytes The file, or its first part.
 * @param mostElements More are refused; of an image the usual budget, of other objects what they may need.
 * @throws AppError `not-an-image`, `malformed-file`, `truncated-file`, `unknown-transfer-syntax`,
 * `too-many-elements`, `nested-too-deep`, `inflated-too-large`.
 */
export function parseDataSet(
  bytes: Uint8Array,
  fileLength = bytes.length,
  mostElements = elementBudget,
): DataSet {
  const start = findFileStart(bytes);
  if (!start) throw new AppError('not-an-image', 'The file is not DICOM.');
  const meta = start.metaHeader ? readMetaHeader(bytes, start.offset) : { end: start.offset, declared: null };
  if (meta.declared) transferSyntaxOf(meta.declared);
  const body = bodyOf(bytes, fileLength, meta);
  const source = sourceOf(body.bytes, body.encoding, mostElements);
  const { isExplicit } = body.encoding;
  const elements = readElements(source, body.begin, body.bytes.length, isExplicit, pixelDataTags);
  const tag = pixelDataTags.find((one) => elements.has(one));
  const values = valuesOf(elements, { source, encoding: body.encoding });
  const found = tag ? pixelDataAt(tag, elements.get(tag)!, values) : null;
  const written = writtenAs(body);
  const { uid, pixelData } = settlePixels(body, meta.declared, written, found);
  return {
    ...values,
    transferSyntax: transferSyntaxOf(uid),
    transferSyntaxSniffed: uid !== meta.declared || (isCompressed(uid) && written !== explicitLittleEndian),
    encoding: body.encoding,
    pixelData,
    source: body.bytes,
    sourceLength: body.length,
  };
}

/**
 * Where the data set begins in a file: behind its meta header, if it has one.
 *
 * @throws AppError `not-an-image`, `malformed-file`, `truncated-file`.
 */
export function dataSetOffset(bytes: Uint8Array): number {
  const start = findFileStart(bytes);
  if (!start) throw new AppError('not-an-image', 'The file is not DICOM.');
  return start.metaHeader ? readMetaHeader(bytes, start.offset).end : start.offset;
}

function readMetaHeader(bytes: Uint8Array, offset: number): Meta {
  let declared: string | null = null;
  let end = offset;
  const source = sourceOf(bytes, { isExplicit: true, isBigEndian: false });
  while (uint16At(bytes, end) === 0x0002) {
    const header = source.header(end, true);
    if (header.length === null)
      throw new AppError('malformed-file', 'The meta header of the file is damaged.');
    end = header.offset + header.length;
    if (end > bytes.length) throw truncated();
    if (header.tag === Tag.transferSyntaxUid) declared = decodeText(bytes.subarray(header.offset, end), null);
  }
  if (end >= bytes.length) throw truncated();
  return { end, declared };
}

function pixelDataAt(
  tag: PixelDataElement['tag'],
  { vr, offset, length }: Header,
  values: Values,
): PixelDataElement {
  const words = values.words(Tag.extendedOffsetTable, 0, 4 * mostOffsets);
  const extendedOffsetTable = Array.from({ length: words.length >> 2 }, (_, i) =>
    words.subarray(4 * i, 4 * i + 4).reduceRight((offset, word) => offset * 65536 + word, 0),
  );
  return { tag, vr, offset, length, extendedOffsetTable };
}

const undefinedLength = 0xffffffff;

/** Reads headers through dicom-parser, which throws strings where the bytes end. */
function sourceOf(bytes: Uint8Array, { isBigEndian }: Encoding, mostElements = elementBudget): ElementSource {
  const parser = isBigEndian ? dicomParser.bigEndianByteArrayParser : dicomParser.littleEndianByteArrayParser;
  const stream = new dicomParser.ByteStream(parser, bytes, 0);
  let elementsLeft = mostElements;
  return {
    bytes,
    header(position, isExplicit) {
      if (position + 8 > bytes.length) throw truncated();
      if (elementsLeft-- === 0)
        throw new AppError('too-many-elements', `The file holds more than ${mostElements} attributes.`);
      stream.position = position;
      const tag = dicomParser.readTag(stream);
      const vr = isExplicit && !tag.startsWith('xfffe') ? vrAt(bytes, position + 4) : null;
      stream.position = position;
      try {
        // Given its own tag to stop at, it reads no further than the header.
        const { length, dataOffset: offset } = vr
          ? dicomParser.readDicomElementExplicit(stream, [], tag)
          : dicomParser.readDicomElementImplicit(stream, tag);
        if (vr && isWide(vr)) return { tag, vr, ...wideLengthAt(stream, position) };
        return { tag, vr, offset, length: length === undefinedLength ? null : length };
      } catch (cause) {
        throw new AppError('truncated-file', 'The file ends inside its DICOM header.', { cause });
      }
    },
  };
}

/** Three VRs, and all to come (PS3.5 6.2 note 1), whose length takes four bytes, which dicom-parser does not know. */
function isWide(vr: string): boolean {
  return vr === 'OV' || vr === 'SV' || vr === 'UV' || (/^[A-Z]{2}$/.test(vr) && !isKnownVr(vr));
}

function wideLengthAt(stream: dicomParser.ByteStream, position: number) {
  stream.position = position + 8;
  const length = stream.readUint32();
  return { offset: stream.position, length: length === undefinedLength ? null : length };
}

/**
 * Two characters are a VR, of whatever meaning: some write `??`. Anything else is the length of an element that a
 * careless writer left in implicit VR.
 */
function vrAt(bytes: Uint8Array, position: number): string | null {
  const [first, second] = [bytes[position]!, bytes[position + 1]!];
  const areCharacters = first > 0x20 && first < 0x7f && second > 0x20 && second < 0x7f;
  return areCharacters ? String.fromCharCode(first, second) : null;
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The file ends inside its DICOM header.');
}
