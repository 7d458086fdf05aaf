import { Readable } from 'node:stream';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import { renderPng, type RenderChoice } from './render-command.ts';

/**
 * Writes one frame, counted from 0, as a PNG.
 *
 * @throws AppError of the decoding, or `output-unwritable`.
 */
export async function renderFile(
  file: string,
  { out, frame, ...choice }: { readonly out: string; readonly frame: number } & RenderChoice,
): Promise<ExitCode> {
  await refuseInputs(out, [file]);
  // A picture may be rendered anew over its last version; whatever else is an image may be an original.
  if (!/\.png$/i.test(out)) await refuseImage(out);
  const png = await renderPng(file, frame, choice);
  await writeOutput(out, Readable.from([png]));
  return exitCode.ok;
}
