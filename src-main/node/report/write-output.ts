import { AppError } from '#common/errors';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';

/**
 * Writes a file beside its final name and then renames it, so that a reader never sees half of one and an
 * interrupted command leaves the old one as it was.
 *
 * @throws AppError `disk-full` or `output-unwritable`; whatever `pieces` throws is passed on. Nothing is left behind.
 */
export async function writeOutput(file: string, pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);
  const source = remembering(pieces);
  try {
    await pipeline(Readable.from(source.pieces), createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, file);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    if (source.failure() !== null) throw source.failure();
    if (isDiskFull(thrown))
      throw new AppError('disk-full', 'There is no room left to write the output.', { cause: thrown });
    throw new AppError('output-unwritable', `The output cannot be written (${errnoOf(thrown)}).`, {
      cause: thrown,
    });
  }
}

/** Passes pieces on and keeps what their source threw, which the stream would not tell from its own failures. */
function remembering<T>(pieces: AsyncIterable<T>): { pieces: AsyncGenerator<T>; failure: () => unknown } {
  let failure: unknown = null;
  async function* passOn(): AsyncGenerator<T> {
    try {
      yield* pieces;
    } catch (thrown) {
      failure = thrown;
      throw thrown;
    }
  }
  return { pieces: passOn(), failure: () => failure };
}
