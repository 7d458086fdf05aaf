import { createHash } from 'node:crypto';
import { sourceOf, type FilmSource } from '#common/contract/film-source';
import { withOpenFile } from '../media/open-file.ts';
import { readFileStamp } from '../survey/file-stamp.ts';

const blockBytes = 4096;
const blocks = 24;

/**
 * A word for what a film holds: the same for a copy of it, another for another film. A file's is its size and a
 * hash of its head and of blocks spread over it, since reading every film whole would take a medium's time
 * twice; an archive's member's is the archive's own checksum of it.
 *
 * @throws AppError of opening the file
 */
export async function contentStampOf({ path, members }: FilmSource): Promise<string> {
  const member = members?.at(-1);
  // The archive itself must be there for its member to be.
  if (member !== undefined) await withOpenFile(path, () => Promise.resolve());
  if (member !== undefined && member.crc32 !== 0) return `member ${member.crc32} ${member.name}`;
  const inside = members === undefined ? '' : JSON.stringify(members);
  return withOpenFile(path, async ({ handle, size }) => {
    const hash = createHash('sha256').update(`${size} ${inside}`);
    const block = new Uint8Array(blockBytes);
    for (let index = 0; index < blocks; index++) {
      const position = Math.floor((Math.max(0, size - blockBytes) * index) / (blocks - 1));
      const { bytesRead } = await handle.read(block, 0, blockBytes, position);
      hash.update(block.subarray(0, bytesRead));
    }
    return `sample ${size} ${hash.digest('hex')}`;
  });
}

/**
 * The same of every byte: what two films that claim to be one instance are told apart by.
 *
 * @throws AppError of opening the file
 */
export async function wholeStampOf(path: string): Promise<string> {
  return withOpenFile(path, async ({ handle, size }) => {
    const hash = createHash('sha256');
    for await (const chunk of handle.createReadStream({ autoClose: false, start: 0 })) hash.update(chunk);
    return `whole ${size} ${hash.digest('hex')}`;
  });
}

const unreadMark = 'unread ';

/**
 * For a film that went before any of it could be read again: it is told by where it lay and by its file's stamp, and
 * is no copy of another.
 */
export function unreadStampOf(film: FilmSource, fileStamp: string): string {
  return `${unreadMark}${fileStamp} ${JSON.stringify(sourceOf(film))}`;
}

/**
 * What is in that place now, told the way an earlier stamp was.
 *
 * @throws AppError of opening the file
 */
export async function currentStamp(film: FilmSource, earlier: string): Promise<string> {
  if (earlier.startsWith(unreadMark)) return unreadStampOf(film, await readFileStamp(film.path));
  return earlier.startsWith('whole ') ? wholeStampOf(film.path) : contentStampOf(film);
}
