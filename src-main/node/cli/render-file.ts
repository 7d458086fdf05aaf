import { Readable } from 'node:stream';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { refuseInputs } from './output-guard.ts';
import { renderPng } from './render-command.ts';

/**
 * Writes one frame, counted from 0, as a PNG.
 *
 * @throws AppError of the decoding, or `output-unwritable`.
 */
export async function renderFile(
  file: string,
  { out, frame }: { readonly out: string; readonly frame: number },
): Promise<ExitCode> {
  await refuseInputs(out, [file]);
  const png = await renderPng(file, frame);
  await writeOutput(out, Readable.from([png]));
  return exitCode.ok;
}
