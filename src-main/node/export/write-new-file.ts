import { AppError } from '#common/errors';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { writeOutput } from '../report/write-output.ts';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';

/** More files of one name are a mistake and not a wish. */
const mostOfOneName = 10_000;

/**
 * Writes a file that was not there before, whole or not at all, and says what it is called: where the name is taken,
 * `hand (2).png`.
 *
 * @throws AppError `disk-full` or `output-unwritable`.
 */
export async function writeNewFile(
  folder: string,
  name: string,
  extension: string,
  bytes: Uint8Array,
): Promise<string> {
  const free = await claim(folder, name, extension);
  try {
    await writeOutput(join(folder, free), Readable.from([bytes]));
    return free;
  } catch (thrown) {
    await rm(join(folder, free), { force: true });
    throw thrown;
  }
}

/** An empty file holds the name, so that no other program takes it meanwhile. */
async function claim(folder: string, name: string, extension: string): Promise<string> {
  for (let number = 1; number <= mostOfOneName; number++) {
    const tried = number === 1 ? `${name}.${extension}` : `${name} (${number}).${extension}`;
    try {
      await (await open(join(folder, tried), 'wx')).close();
      return tried;
    } catch (cause) {
      if (errnoOf(cause) === 'EEXIST') continue;
      const code = isDiskFull(cause) ? 'disk-full' : 'output-unwritable';
      throw new AppError(code, `The picture cannot be written there (${errnoOf(cause)}).`, { cause });
    }
  }
  throw new AppError('output-unwritable', 'Too many files there have the name of the picture.');
}
