import { AppError } from '#common/errors';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { errnoOf } from '../survey/system-error.ts';

/**
 * Writes a report beside its final name and then renames it, so that a reader never sees half of one and an
 * interrupted scan leaves the old report as it was.
 *
 * @throws AppError `output-unwritable`; whatever `text` throws is passed on. Nothing is left behind.
 */
export async function writeReport(file: string, text: AsyncIterable<string>): Promise<void> {
  const unfinished = join(dirname(file), `.${basename(file)}.${process.pid}.unfinished`);
  let source: unknown = null;
  const watched = (async function* () {
    try {
      yield* text;
    } catch (thrown) {
      source = thrown;
      throw thrown;
    }
  })();
  try {
    await pipeline(Readable.from(watched), createWriteStream(unfinished, { flags: 'wx' }));
    await rename(unfinished, file);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    if (source !== null) throw source;
    throw unwritable(thrown);
  }
}

function unwritable(cause: unknown): AppError {
  return new AppError('output-unwritable', `The report cannot be written (${errnoOf(cause)}).`, { cause });
}
