import { readImageFile } from '../decode/image-file.ts';
import { writeOutput } from '../report/write-output.ts';
import { bytesOf, decodeToJson, storedFrames } from './decode-command.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';

/**
 * Prints a JSON line per file, and writes the stored values of the only file where `raw` names an output.
 *
 * @throws AppError `output-unwritable`.
 */
export async function decodeFiles(
  files: readonly string[],
  { raw }: { readonly raw?: string },
): Promise<ExitCode> {
  if (raw !== undefined) {
    await refuseInputs(raw, files);
    await refuseImage(raw);
  }
  let failed = false;
  for (const file of files) {
    const line = await decodeToJson(file);
    failed ||= 'error' in line;
    process.stdout.write(`${JSON.stringify(line)}\n`);
    if (raw !== undefined && !('error' in line)) await writeOutput(raw, rawPixels(file));
  }
  return failed ? exitCode.someFailed : exitCode.ok;
}

async function* rawPixels(file: string): AsyncGenerator<Uint8Array> {
  for await (const values of storedFrames(await readImageFile(file))) yield bytesOf(values);
}
