import { AppError } from '#common/errors';
import {
  configure,
  ERR_INVALID_AUTHENTICATION_CODE,
  ERR_INVALID_CRC32,
  ERR_INVALID_PASSWORD,
  ERR_UNSUPPORTED_COMPRESSION,
  ERR_UNSUPPORTED_ENCRYPTION,
  Reader,
  ZipReader,
  type FileEntry,
} from '@zip.js/zip.js';
import type { ByteSource } from './byte-source.ts';
import type { ZipEntry } from './zip-directory.ts';

// Node's own streams would hand the bytes to native zlib; this package's inflater is WebAssembly.
configure({ useWebWorkers: false, useCompressionStream: false, chunkSize: 2 ** 15 });

const localHeaderLength = 30;
/** Names and extra fields of a local header, at their longest. */
const longestFields = 2 * 0xffff;

/**
 * Decrypts and inflates a member, by ZipCrypto or WinZip's AES, or one packed by Deflate64. The package lists
 * archives at a cost of kilobytes a member, so it is shown an archive that holds this member alone.
 *
 * @param length of the member's first bytes; its checksum is checked where that is all of them
 * @throws AppError `archive-encrypted`, `archive-password-wrong`, `archive-unsupported`, `archive-damaged`,
 * `checksum-mismatch`.
 */
export async function unsealMember(
  bytes: ByteSource,
  entry: ZipEntry,
  length: number,
  passwords: readonly string[],
): Promise<Uint8Array> {
  const isEncrypted = (entry.flags & 1) !== 0;
  if (isEncrypted && passwords.length === 0) throw needsPassword();
  const member = await onlyMember(bytes, entry);
  let failure: AppError | null = null;
  for (const password of isEncrypted ? passwords : [undefined]) {
    try {
      return await contentOf(member, entry, length, password);
    } catch (thrown) {
      failure = preferred(failure, toAppError(thrown));
    }
  }
  throw failure ?? needsPassword();
}

/** Whether one of the passwords opens the member, as far as that shows without reading it all. */
export async function isUnsealed(
  bytes: ByteSource,
  entry: ZipEntry,
  passwords: readonly string[],
): Promise<boolean> {
  const member = await onlyMember(bytes, entry);
  for (const password of passwords) {
    const opens = member.getData(new WritableStream(), { password, checkPasswordOnly: true }).then(
      () => true,
      () => false,
    );
    if (await opens) return true;
  }
  return false;
}

async function contentOf(
  member: FileEntry,
  { size }: ZipEntry,
  length: number,
  password: string | undefined,
): Promise<Uint8Array> {
  const content = new Uint8Array(length);
  const enough = new Error('enough');
  let filled = 0;
  const sink = new WritableStream<Uint8Array>({
    write(piece) {
      const part = piece.subarray(0, length - filled);
      content.set(part, filled);
      filled += part.length;
      if (filled === length && length < size) throw enough;
    },
  });
  try {
    await member.getData(sink, {
      checkCrc32: length === size,
      ...(password === undefined ? {} : { password }),
    });
  } catch (thrown) {
    if (thrown !== enough) throw thrown;
  }
  if (filled < length) throw new AppError('archive-damaged', 'The member is shorter than its archive says.');
  return content;
}

async function onlyMember(bytes: ByteSource, entry: ZipEntry): Promise<FileEntry> {
  const reader = new ZipReader(new OneMemberArchive(bytes, entry), {
    strictness: 'tolerant',
    filenameValidation: 'tolerant',
  });
  try {
    const [member] = await reader.getEntries();
    if (member !== undefined && !member.directory) return member;
  } catch (thrown) {
    throw toAppError(thrown);
  }
  throw new AppError('archive-damaged', 'The member cannot be found in its archive.');
}

/** The member's stretch of the archive, followed by a directory of this one member (APPNOTE 4.3.6). */
class OneMemberArchive extends Reader<null> {
  readonly #bytes: ByteSource;
  readonly #start: number;
  readonly #stretch: number;
  readonly #directory: Uint8Array;

  constructor(bytes: ByteSource, entry: ZipEntry) {
    super(null);
    this.#bytes = bytes;
    this.#start = entry.offset;
    const end = entry.offset + localHeaderLength + longestFields + entry.packedSize;
    this.#stretch = Math.min(end, bytes.size) - entry.offset;
    this.#directory = directoryOf(entry, this.#stretch);
    this.size = this.#stretch + this.#directory.length;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const end = Math.min(index + length, this.size);
    const fromDirectory = this.#directory.subarray(
      Math.max(0, index - this.#stretch),
      Math.max(0, end - this.#stretch),
    );
    if (index >= this.#stretch) return fromDirectory;
    const packed = await this.#bytes.read(this.#start + index, Math.min(end, this.#stretch) - index);
    if (fromDirectory.length === 0) return packed;
    const both = new Uint8Array(packed.length + fromDirectory.length);
    both.set(packed);
    both.set(fromDirectory, packed.length);
    return both;
  }
}

function directoryOf({ flags, method, modified, crc32, packedSize, size, aes }: ZipEntry, offset: number) {
  const name = Buffer.from('member');
  const extra = aes ?? new Uint8Array(0);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE(51, 4);
  record.writeUInt16LE(51, 6);
  record.writeUInt16LE(flags, 8);
  record.writeUInt16LE(method, 10);
  record.writeUInt32LE(modified, 12);
  record.writeUInt32LE(crc32, 16);
  record.writeUInt32LE(packedSize, 20);
  record.writeUInt32LE(size, 24);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  const length = record.length + name.length + extra.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([record, name, extra, end]);
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : '';
  if (message === ERR_INVALID_PASSWORD)
    return new AppError('archive-password-wrong', 'The password does not open the archive.');
  if (message === ERR_UNSUPPORTED_ENCRYPTION || message === ERR_UNSUPPORTED_COMPRESSION)
    return new AppError('archive-unsupported', 'The member is packed or encrypted in an unusual way.');
  if (message === ERR_INVALID_CRC32 || message === ERR_INVALID_AUTHENTICATION_CODE)
    return new AppError('checksum-mismatch', 'The checksum of the archive says that its bytes changed.');
  return new AppError('archive-damaged', 'The member is damaged.', { cause: thrown });
}

/** Of several passwords' failures the one that got further: any but a password that was no use. */
function preferred(before: AppError | null, now: AppError): AppError {
  return before !== null && now.code === 'archive-password-wrong' ? before : now;
}

function needsPassword(): AppError {
  return new AppError('archive-encrypted', 'The archive is encrypted and wants a password.');
}
