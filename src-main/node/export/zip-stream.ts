import { Zip, ZipDeflate } from 'fflate';
import { AppError } from '#common/errors';
import type { LeavingFile } from './export-dicom.ts';

/** What a ZIP archive without the extensions of ZIP64 holds. */
const limits = { files: 65_535, bytes: 0xffffffff } as const;
/** Films are compressed already, or are not small enough to wait for more. */
const level = 3;

/**
 * The bytes of a ZIP archive of the files as they come. Each bears the first date there is, for when it was packed is
 * nobody's business.
 *
 * @throws AppError `file-too-large` for more than an archive holds; whatever `files` throws is passed on.
 */
export async function* zipStream(files: AsyncIterable<LeavingFile>): AsyncGenerator<Uint8Array> {
  let failure: unknown = null;
  const packed: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) failure = error;
    else packed.push(chunk);
  });
  let [count, bytes] = [0, 0];
  for await (const file of files) {
    bytes += file.bytes.length;
    if (++count > limits.files || bytes > limits.bytes)
      throw new AppError('file-too-large', 'This is more than a ZIP archive holds: export into a folder.');
    const member = new ZipDeflate(file.components.join('/'), { level });
    member.mtime = new Date(1980, 0, 1);
    zip.add(member);
    member.push(file.bytes, true);
    if (failure !== null) throw failure;
    yield* packed.splice(0);
  }
  zip.end();
  yield* packed.splice(0);
}
