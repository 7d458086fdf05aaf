import { AppError } from '#common/errors';
import { stat } from 'node:fs/promises';
import { isZip } from '../media/zip-directory.ts';
import { readHead } from '../survey/read-head.ts';
import { resemblesImage } from '../survey/resembles-image.ts';

/** @throws AppError `output-unwritable` when the output is, under whatever name, one of the inputs. */
export async function refuseInputs(out: string, inputs: readonly string[]): Promise<void> {
  const target = await stat(out).catch(() => null);
  if (target === null) return;
  for (const input of inputs) {
    const source = await stat(input).catch(() => null);
    if (source?.dev === target.dev && source.ino === target.ino)
      throw new AppError('output-unwritable', 'The output is one of the inputs, which are only read.');
  }
}

/** @throws AppError `output-unwritable` when an image or an archive would be replaced, such as one inside a scanned folder. */
export async function refuseImage(out: string): Promise<void> {
  const target = await stat(out).catch(() => null);
  if (!target?.isFile() || target.size === 0) return;
  const head = await readHead(out);
  if (resemblesImage(head) || isZip(head))
    throw new AppError('output-unwritable', 'The output would replace an image or an archive.');
}
