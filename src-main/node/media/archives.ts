import type { ArchiveMember, FilmSource } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import { LRUCache } from 'lru-cache';
import { createTurns, type Turns } from '../decode/turns.ts';
import { bytesInMemory, FileBytes, type ByteSource } from './byte-source.ts';
import { largestNestedArchive, mostMembers } from './limits.ts';
import { withOpenFile, type OpenFile } from './open-file.ts';
import type { ReadableSource } from './readable-source.ts';
import { readMember } from './read-member.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

/** An archive whose directory has been read. */
export interface Archive {
  readonly bytes: ByteSource;
  readonly entries: readonly ZipEntry[];
}

interface KnownFile {
  readonly stamp: string;
  readonly bytes: FileBytes;
  readonly entries: readonly ZipEntry[];
  /** The file is opened for one use at a time. */
  readonly turns: Turns;
}

/** Of this thread: the directories of the archives on disk that were read last, by their number of members. */
const files = new LRUCache<string, KnownFile>({
  maxSize: mostMembers,
  sizeCalculation: ({ entries }) => Math.max(1, entries.length),
});
/** Of this thread: the archives inside archives, whole. */
const nested = new LRUCache<string, Archive>({
  maxSize: largestNestedArchive,
  sizeCalculation: ({ bytes }) => Math.max(1, bytes.size),
});

/**
 * Opens the archive that a source names, which lies on disk or, unpacked into memory, in another archive. Its
 * directory is kept for the next time, as long as the file on disk is the same.
 *
 * @throws AppError of opening the file, of `readZipDirectory` and of `readMember`, and `file-changed`.
 */
export function withArchive<T>(source: ReadableSource, use: (archive: Archive) => Promise<T>): Promise<T> {
  return withOpenFile(source.path, async (file) => {
    const known = await knownFile(source.path, file);
    return known.turns.take(() =>
      known.bytes.while(file.handle, async () => {
        const { members = [], passwords = [] } = source;
        let archive: Archive = known;
        for (let depth = 1; depth <= members.length; depth++) {
          const key = JSON.stringify([source.path, known.stamp, members.slice(0, depth)]);
          archive = nested.get(key) ?? (await unpack(archive, members[depth - 1]!, passwords, key));
        }
        return use(archive);
      }),
    );
  });
}

/**
 * Reads the member that a source names, or its first `upTo` bytes.
 *
 * @throws AppError as `withArchive` and `readMember` do.
 */
export function readMemberOf(
  { path, members = [], passwords = [] }: ReadableSource,
  upTo = Infinity,
): Promise<{ readonly bytes: Uint8Array; readonly size: number }> {
  const outer = members.slice(0, -1);
  const archive = { path, passwords, ...(outer.length === 0 ? {} : { members: outer }) };
  return withArchive(archive, async ({ bytes, entries }) => {
    const entry = entryOf(entries, members.at(-1)!);
    return { bytes: await readMember(bytes, entry, { passwords, upTo }), size: entry.size };
  });
}

async function knownFile(path: string, { handle, size, stamp }: OpenFile): Promise<KnownFile> {
  const known = files.get(path);
  if (known?.stamp === stamp) return known;
  const bytes = new FileBytes(size);
  const entries = await bytes.while(handle, () => readZipDirectory(bytes));
  const read = { stamp, bytes, entries, turns: createTurns(1) };
  files.set(path, read);
  return read;
}

async function unpack(
  { bytes, entries }: Archive,
  member: ArchiveMember,
  passwords: readonly string[],
  key: string,
): Promise<Archive> {
  const entry = entryOf(entries, member);
  if (entry.size > largestNestedArchive)
    throw new AppError('archive-expands-too-far', 'An archive inside the archive is larger than 256 MiB.');
  const content = bytesInMemory(await readMember(bytes, entry, { passwords }));
  const archive = { bytes: content, entries: await readZipDirectory(content) };
  nested.set(key, archive);
  return archive;
}

/** @throws AppError `file-changed` when the archive has another member in this place. */
function entryOf(entries: readonly ZipEntry[], { index, name, crc32 }: ArchiveMember): ZipEntry {
  const entry = entries[index];
  if (entry === undefined || entry.name !== name || entry.crc32 !== crc32)
    throw new AppError('file-changed', 'The archive changed since it was opened: open it again.');
  return entry;
}

/** The source of a member of an archive. */
export function memberSource({ path, members = [] }: FilmSource, member: ArchiveMember): FilmSource {
  return { path, members: [...members, member] };
}
