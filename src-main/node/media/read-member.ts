import { crc32 } from 'node:zlib';
import { AppError } from '#common/errors';
import { Inflate } from 'fflate';
import type { ByteSource } from './byte-source.ts';
import { harmlessSize, largestFile, largestRatio } from './limits.ts';
import { unsealMember } from './sealed-member.ts';
import { isEncrypted, type ZipEntry } from './zip-directory.ts';

const stored = 0;
const deflated = 8;
const deflated64 = 9;
/** Deflate cannot do better than this, to a few bytes. */
const mostOfDeflate = 1032;
/** In bytes; what one piece can inflate to, 33 MB, is what this holds beyond the member itself. */
const pieceLength = 2 ** 15;
const localHeaderLength = 30;

/** How much of a member is wanted, and how it is opened. */
export interface MemberReading {
  /** In bytes from its start; the whole, with its checksum checked, when left out. */
  readonly upTo?: number;
  /** Tried one after the other where the member is encrypted. */
  readonly passwords: readonly string[];
}

/**
 * Reads one member into memory. All of its sizes are the archive's claims: what is allocated is bounded by the
 * packed bytes that are really there, and by the limits.
 *
 * @throws AppError `file-too-large`, `archive-expands-too-far`, `archive-damaged`, `archive-unsupported`,
 * `archive-encrypted`, `archive-password-wrong`, `checksum-mismatch`, and what `bytes` throws.
 */
export async function readMember(
  bytes: ByteSource,
  entry: ZipEntry,
  { upTo = Infinity, passwords }: MemberReading,
): Promise<Uint8Array> {
  refuseBomb(entry);
  const length = Math.min(upTo, entry.size);
  if (isEncrypted(entry) || entry.method === deflated64) return unsealMember(bytes, entry, length, passwords);
  if (entry.method !== stored && entry.method !== deflated) throw unsupportedMethod(entry);
  const start = await findPackedBytes(bytes, entry);
  const content =
    entry.method === stored
      ? await bytes.read(start, length)
      : await inflate(bytes, start, entry.packedSize, length, length === entry.size);
  if (length === entry.size && crc32(content) !== entry.crc32) throw wrongChecksum();
  return content;
}

/** What is told by the declared sizes alone. */
function refuseBomb({ size, packedSize, method, flags }: ZipEntry): void {
  if (size > largestFile) throw new AppError('file-too-large', 'The member is larger than 1 GiB.');
  if (size > harmlessSize && size > packedSize * largestRatio)
    throw new AppError('archive-expands-too-far', 'The member would inflate to hundreds of times its size.');
  const most = method === stored ? packedSize : packedSize * mostOfDeflate;
  const exact = method !== stored || (flags & 1) !== 0 || size === packedSize;
  if (size > most || !exact)
    throw new AppError('archive-damaged', 'The sizes of the member contradict each other.');
}

async function findPackedBytes(bytes: ByteSource, { offset }: ZipEntry): Promise<number> {
  const header = await bytes.read(offset, localHeaderLength);
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength);
  if (view.getUint32(0, true) !== 0x04034b50)
    throw new AppError('archive-damaged', 'The archive holds no member where its directory says so.');
  return offset + localHeaderLength + view.getUint16(26, true) + view.getUint16(28, true);
}

async function inflate(
  bytes: ByteSource,
  start: number,
  packedSize: number,
  length: number,
  isWhole: boolean,
): Promise<Uint8Array> {
  const content = new Uint8Array(length);
  let filled = 0;
  const inflater = new Inflate((piece) => {
    if (isWhole && piece.length > length - filled) throw wrongSize();
    const part = piece.subarray(0, length - filled);
    content.set(part, filled);
    filled += part.length;
  });
  for (let position = 0; position < packedSize && (isWhole || filled < length); position += pieceLength) {
    const pieceEnd = Math.min(position + pieceLength, packedSize);
    const piece = await bytes.read(start + position, pieceEnd - position);
    try {
      inflater.push(piece, pieceEnd === packedSize);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError('archive-damaged', 'The packed bytes of the member are damaged.', { cause });
    }
  }
  if (filled < length) throw wrongSize();
  return content;
}

function unsupportedMethod({ method }: ZipEntry): AppError {
  return new AppError('archive-unsupported', `The member is packed by method ${method}, which is not read.`);
}

function wrongSize(): AppError {
  return new AppError('archive-damaged', 'The member is not as long as its archive says.');
}

function wrongChecksum(): AppError {
  return new AppError('checksum-mismatch', 'The checksum of the archive says that its bytes changed.');
}
