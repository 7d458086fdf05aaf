import { createHash } from 'node:crypto';
import { isMediumDirectory } from '#common/dicom/medium-directory';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { FoundFile } from '../survey/find-files.ts';
import { filesOfMedium } from '../survey/look-inside.ts';
import { readHead } from '../survey/read-head.ts';

/** One of `count` parts of a batch, counted from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/**
 * The files of one shard, in order: every file falls to one shard by its path as it is spelled, an archive with
 * all that it holds. No shard knows of the others.
 *
 * @param files of the whole batch, without the directories of media
 */
export async function* filesOfShard(
  files: AsyncIterable<FoundFile>,
  shard: Shard,
): AsyncGenerator<FoundFile> {
  for await (const file of files) if (isInShard(file.path, shard)) yield file;
}

/** Puts in the place of a medium's directory that was named itself the files that it lists, as a scan does. */
export async function* withMediaListed(
  files: AsyncIterable<FoundFile>,
  pool: Pick<DecodePool, 'readMediumDirectory'>,
  signal?: AbortSignal,
): AsyncGenerator<FoundFile> {
  for await (const file of files)
    if ('named' in file && file.named && (await isMedium(file.path))) {
      yield* filesOfMedium(file.path, { pool, signal });
    } else yield file;
}

function isInShard(path: string, { index, count }: Shard): boolean {
  return createHash('sha256').update(path).digest().readUInt32BE() % count === index - 1;
}

/** False also for what cannot be read: looking at it will say why. */
async function isMedium(path: string): Promise<boolean> {
  return readHead(path).then(isMediumDirectory, () => false);
}
