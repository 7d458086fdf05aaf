import { Readable } from 'node:stream';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { findOneFilm } from './find-films.ts';
import type { Installation } from './installation.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import type { PasswordOptions } from './password-options.ts';
import { renderPng, type RenderChoice } from './render-command.ts';
import { withPool } from './services.ts';

interface RenderOptions extends RenderChoice, PasswordOptions {
  readonly out: string;
  readonly frame: number;
  /** Which film of an archive, as `scan` writes it after the archive and `!/`. */
  readonly member?: string;
}

/**
 * Writes one frame, counted from 0, as a PNG.
 *
 * @throws AppError of the decoding, or `output-unwritable`.
 */
export async function renderFile(
  file: string,
  { out, frame, member, passwordFile, ...choice }: RenderOptions,
  installation: Installation,
): Promise<ExitCode> {
  await refuseInputs(out, [file]);
  // A picture may be rendered anew over its last version; whatever else is an image may be an original.
  if (!/\.png$/i.test(out)) await refuseImage(out);
  const passwords = passwordFile === undefined ? {} : { passwordFile };
  return withPool(installation, { ...passwords, jobs: 1 }, async ({ pool, askPassword }) => {
    const film = await findOneFilm(file, member, pool, askPassword);
    const png = await renderPng(film, frame, choice, pool);
    await writeOutput(out, Readable.from([png]));
    return exitCode.ok;
  });
}
