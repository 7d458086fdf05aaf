// Its UMD bundle gives named exports to CommonJS alone.
import dicomParser, {
  type ByteArrayParser,
  type ByteStream,
  type DataSet as ParsedDataSet,
  type Element,
} from 'dicom-parser';
import { AppError } from '../errors.ts';
import { Tag } from './tags.ts';
import { decodeLatin1, decodeText } from './text.ts';
import {
  codecOf,
  deflatedExplicitLittleEndian,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
  transferSyntaxOf,
  type TransferSyntax,
} from './transfer-syntax.ts';

/** Where a file's Pixel Data (7FE0,0010) begins. */
export interface PixelDataElement {
  /** Position of the first value byte in the file. */
  readonly offset: number;
  /** In bytes; null when undefined, which means encapsulated fragments (PS3.5 A.4). */
  readonly length: number | null;
}

/** The top level of a data set, read up to its Pixel Data. Values that are absent or empty are null. */
export interface DataSet {
  readonly transferSyntax: TransferSyntax;
  readonly pixelData: PixelDataElement | null;
  has(tag: Tag): boolean;
  /** For the VRs of text; several values stay separated by backslashes. */
  text(tag: Tag): string | null;
  /** For VR US. */
  uint16(tag: Tag): number | null;
}

/** True for a DICOM file, with or without the preamble and meta header of Part 10 (PS3.10 clause 7.1). */
export function isDicom(bytes: Uint8Array): boolean {
  return findStart(bytes) !== null;
}

/**
 * Reads a data set's top level up to its Pixel Data.
 *
 * @throws AppError `not-an-image`, `malformed-file`, `truncated-file`, `unknown-transfer-syntax`; and
 * `unsupported-transfer-syntax` where not even the attributes can be read.
 */
export function parseDataSet(bytes: Uint8Array): DataSet {
  const start = findStart(bytes);
  if (!start) throw new AppError('not-an-image', 'The file is not DICOM.');
  const meta = start.metaHeader ? readMetaHeader(bytes, start.offset) : { end: start.offset, syntax: null };
  const encoding = encodingAt(bytes, meta.end, meta.syntax);
  const declared = meta.syntax ?? encoding;
  const syntax = transferSyntaxOf(encodingOnly.includes(declared) ? encoding : declared);
  if (syntax.uid === deflatedExplicitLittleEndian) codecOf(syntax);
  return viewOf(readElements(bytes, meta.end, encoding), syntax);
}

/** What begins where in a file, seen before anything is parsed. */
interface Start {
  readonly offset: number;
  readonly metaHeader: boolean;
}

function findStart(bytes: Uint8Array): Start | null {
  if (decodeLatin1(bytes.subarray(128, 132)) === 'DICM') return { offset: 132, metaHeader: true };
  const [group, element] = [uint16At(bytes, 0), uint16At(bytes, 2)];
  if (group === 0x0002 && looksExplicit(bytes, 0)) return { offset: 0, metaHeader: true };
  // Implicit VR has four bytes of length here; nothing that opens a data set is longer than a line.
  const short = uint16At(bytes, 4) < 256 && uint16At(bytes, 6) === 0;
  if (group === 0x0008 && element < 0x0100 && (looksExplicit(bytes, 0) || short))
    return { offset: 0, metaHeader: false };
  return null;
}

function readMetaHeader(bytes: Uint8Array, offset: number): { end: number; syntax: string | null } {
  let syntax: string | null = null;
  const stream = streamAt(bytes, offset, dicomParser.littleEndianByteArrayParser);
  while (uint16At(bytes, stream.position) === 0x0002) {
    const element = reading(stream, () => dicomParser.readDicomElementExplicit(stream));
    if (element.tag === Tag.transferSyntaxUid) syntax = decodeText(valueOf(bytes, element), null);
  }
  return { end: stream.position, syntax };
}

const encodingOnly = [implicitLittleEndian, explicitLittleEndian];

/**
 * How the attributes are written, as the UID of the uncompressed transfer syntax that writes them so. Files
 * exist whose meta header is missing or wrong about explicit VR; the data set itself cannot be.
 */
function encodingAt(bytes: Uint8Array, position: number, declared: string | null): string {
  if (declared === explicitBigEndian) return explicitBigEndian;
  return looksExplicit(bytes, position) ? explicitLittleEndian : implicitLittleEndian;
}

function readElements(bytes: Uint8Array, position: number, encoding: string): ParsedDataSet {
  const parser =
    encoding === explicitBigEndian
      ? dicomParser.bigEndianByteArrayParser
      : dicomParser.littleEndianByteArrayParser;
  const stream = streamAt(bytes, position, parser);
  // The parsing functions touch only these fields; the class with the rest is not among the typed exports.
  const parsed = { byteArray: bytes, byteArrayParser: parser, elements: {}, warnings: [] };
  const dataSet = parsed as Partial<ParsedDataSet> as ParsedDataSet;
  const parse =
    encoding === implicitLittleEndian
      ? dicomParser.parseDicomDataSetImplicit
      : dicomParser.parseDicomDataSetExplicit;
  reading(stream, () => parse(dataSet, stream, bytes.length, { untilTag: Tag.pixelData }));
  return dataSet;
}

function viewOf({ byteArray, byteArrayParser, elements }: ParsedDataSet, syntax: TransferSyntax): DataSet {
  const characterSet = elements[Tag.specificCharacterSet];
  const characterSetName = characterSet ? decodeText(valueOf(byteArray, characterSet), null) : null;
  const pixelData = elements[Tag.pixelData];
  return {
    transferSyntax: syntax,
    pixelData: pixelData
      ? { offset: pixelData.dataOffset, length: pixelData.hadUndefinedLength ? null : pixelData.length }
      : null,
    has: (tag) => elements[tag] !== undefined,
    text(tag) {
      const element = elements[tag];
      return element ? decodeText(valueOf(byteArray, element), characterSetName) : null;
    },
    uint16(tag) {
      const element = elements[tag];
      if (!element || element.length < 2) return null;
      return byteArrayParser.readUint16(byteArray, element.dataOffset);
    },
  };
}

function valueOf(bytes: Uint8Array, { dataOffset, length }: Element): Uint8Array {
  return bytes.subarray(dataOffset, dataOffset + length);
}

function uint16At(bytes: Uint8Array, position: number): number {
  return (bytes[position] ?? 0) | ((bytes[position + 1] ?? 0) << 8);
}

const valueRepresentations =
  /^(AE|AS|AT|CS|DA|DS|DT|FL|FD|IS|LO|LT|OB|OD|OF|OL|OV|OW|PN|SH|SL|SQ|SS|ST|SV|TM|UC|UI|UL|UN|UR|US|UT|UV)$/;

function looksExplicit(bytes: Uint8Array, position: number): boolean {
  return valueRepresentations.test(decodeLatin1(bytes.subarray(position + 4, position + 6)));
}

function streamAt(bytes: Uint8Array, position: number, parser: ByteArrayParser): ByteStream {
  if (position >= bytes.length) throw truncated();
  return new dicomParser.ByteStream(parser, bytes, position);
}

/** dicom-parser throws strings, and nothing at all when an implicit data set runs past the end. */
function reading<T>(stream: ByteStream, read: () => T): T {
  const end = stream.byteArray.length;
  const longestRead = 8;
  try {
    const result = read();
    if (stream.position <= end) return result;
  } catch (thrown) {
    if (stream.position + longestRead <= end)
      throw new AppError('malformed-file', 'The DICOM data set is damaged.', { cause: thrown });
  }
  throw truncated();
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The file ends inside its DICOM header.');
}
