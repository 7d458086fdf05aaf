import { AppError } from '#common/errors';
import { fromRandomAccessReaderPromise, getFileNameLowLevel, RandomAccessReader, type Entry } from 'yauzl';
import type { ByteSource } from './byte-source.ts';
import { largestDirectory, mostMembers } from './limits.ts';
import { memberDisplayName, utf8OrNull } from './member-name.ts';

/** What the directory of a ZIP archive says of one member (APPNOTE 4.3.12). */
export interface ZipEntry {
  /** For people only. */
  readonly name: string;
  /** Of its local header, from the archive's first byte. */
  readonly offset: number;
  /** In bytes, encryption included. */
  readonly packedSize: number;
  readonly size: number;
  readonly crc32: number;
  readonly method: number;
  readonly flags: number;
  /** MS-DOS date and time as one number; ZipCrypto checks a password by it. */
  readonly modified: number;
  /** The extra field of WinZip's AES encryption, header and all. */
  readonly aes: Uint8Array | null;
  /** False for folders and symbolic links, which are kept so that a member keeps its place. */
  readonly isFile: boolean;
}

export const isEncrypted = ({ flags }: ZipEntry): boolean => (flags & 1) !== 0;

/** True for the first bytes of a ZIP archive, an empty one too (APPNOTE 4.3.6 and 4.3.16). */
export function isZip(head: Uint8Array): boolean {
  const [p, k, first, second] = head;
  if (p !== 0x50 || k !== 0x4b) return false;
  // A DICOM file's preamble may be anything, an archive's start too; what follows it says what it is.
  if (Buffer.from(head.subarray(128, 132)).toString('latin1') === 'DICM') return false;
  return (first === 3 && second === 4) || (first === 5 && second === 6);
}

/**
 * Lists the members of a ZIP archive in the order of its directory. No member is read.
 *
 * @throws AppError `archive-damaged` also where members overlap, as they do only in bombs;
 * `archive-too-many-members`, `archive-unsupported`, and what `bytes` throws.
 */
export async function readZipDirectory(bytes: ByteSource): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  try {
    const size = await findEnd(bytes);
    const reader = new DirectoryReader(bytes);
    const options = { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false };
    const zip = await fromRandomAccessReaderPromise(reader, size, options);
    if (zip.entryCount > mostMembers) throw tooManyMembers();
    for await (const entry of zip.eachEntry()) entries.push(compact(entry));
  } catch (thrown) {
    throw toAppError(thrown);
  }
  refuseOverlaps(entries, bytes.size);
  return entries;
}

const endRecordLength = 22;
const longestComment = 0xffff;

/**
 * Where the archive ends: yauzl wants its end record last, but some media and transfers pad files with zeros.
 * Other bytes behind it are left to yauzl's refusal, as another end record may hide among them.
 */
async function findEnd(bytes: ByteSource): Promise<number> {
  const { size } = bytes;
  const length = Math.min(size, endRecordLength + longestComment);
  const tail = Buffer.from(await bytes.read(size - length, length));
  const start = tail.lastIndexOf(Uint8Array.of(0x50, 0x4b, 5, 6));
  if (start < 0 || start + endRecordLength > length) return size;
  const end = start + endRecordLength + tail.readUInt16LE(start + 20);
  return tail.subarray(end).every((byte) => byte === 0) ? size - length + Math.min(end, length) : size;
}

function compact(entry: Entry): ZipEntry {
  const { compressionMethod, extraFields, generalPurposeBitFlag: flags } = entry;
  const aes = extraFields.find(({ id }) => id === 0x9901)?.data;
  return {
    name: nameOf(entry),
    offset: entry.relativeOffsetOfLocalHeader,
    packedSize: entry.compressedSize,
    size: entry.uncompressedSize,
    crc32: entry.crc32,
    method: compressionMethod,
    flags,
    modified: entry.lastModFileDate * 0x10000 + entry.lastModFileTime,
    aes: aes === undefined ? null : Uint8Array.of(0x01, 0x99, aes.length, 0, ...aes),
    isFile: isFile(entry),
  };
}

/** Flagged UTF-8, or Info-ZIP's own field, or UTF-8 by the look of it, or else code page 437 (APPNOTE D). */
function nameOf({ generalPurposeBitFlag, fileNameRaw, extraFields }: Entry): string {
  const flagged = (generalPurposeBitFlag & 0x800) !== 0 || extraFields.some(({ id }) => id === 0x7075);
  const guessed = flagged ? null : utf8OrNull(fileNameRaw);
  return memberDisplayName(
    guessed ?? getFileNameLowLevel(generalPurposeBitFlag, fileNameRaw, extraFields, true),
  );
}

function isFile({ fileNameRaw, externalFileAttributes }: Entry): boolean {
  const last = fileNameRaw.at(-1);
  const unixType = (externalFileAttributes >>> 28) & 0xf;
  return last !== 0x2f && last !== 0x5c && unixType !== 0xa && unixType !== 4;
}

const localHeaderLength = 30;

/** One stretch of packed data behind many names inflates to their sum: the flat bomb. */
function refuseOverlaps(entries: readonly ZipEntry[], size: number): void {
  const inOrder = [...entries].sort((a, b) => a.offset - b.offset);
  inOrder.forEach(({ offset, packedSize }, i) => {
    const end = offset + localHeaderLength + packedSize;
    if (end > (inOrder[i + 1]?.offset ?? size))
      throw new AppError('archive-damaged', 'Members of the archive overlap, or reach past its end.');
  });
}

/** yauzl's view of the bytes, read ahead, since it asks for a few dozen at a time. */
class DirectoryReader extends RandomAccessReader {
  readonly #bytes: ByteSource;
  #ahead: { readonly position: number; readonly bytes: Uint8Array } = {
    position: 0,
    bytes: new Uint8Array(0),
  };
  #total = 0;

  constructor(bytes: ByteSource) {
    super();
    this.#bytes = bytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.#stretch(position, length).then(
      (stretch) => {
        buffer.set(stretch, offset);
        callback(null);
      },
      (thrown: unknown) => callback(thrown as Error),
    );
  }

  async #stretch(position: number, length: number): Promise<Uint8Array> {
    this.#total += length;
    if (this.#total > largestDirectory) throw tooManyMembers();
    const { position: from, bytes } = this.#ahead;
    if (position >= from && position + length <= from + bytes.length)
      return bytes.subarray(position - from, position - from + length);
    const readLength = Math.max(length, Math.min(2 ** 16, this.#bytes.size - position));
    this.#ahead = { position, bytes: await this.#bytes.read(position, readLength) };
    return this.#ahead.bytes.subarray(0, length);
  }
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : '';
  if (/strong encryption|multi-disk/.test(message))
    return new AppError('archive-unsupported', 'The archive is split or encrypted in an unusual way.', {
      cause: thrown,
    });
  return new AppError('archive-damaged', 'The archive is damaged or cut short.', { cause: thrown });
}

function tooManyMembers(): AppError {
  return new AppError('archive-too-many-members', `The archive has more than ${mostMembers} members.`);
}
