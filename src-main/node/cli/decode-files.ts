import { sourceText, type FilmSource } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { writeOutput } from '../report/write-output.ts';
import { findNamedFiles } from '../survey/find-files.ts';
import { allStoredFrames, bytesOf, decodeToJson, toJsonLine, type DecodeLine } from './decode-command.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { findFilms, type FoundFilm } from './find-films.ts';
import type { Installation } from './installation.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import type { PasswordOptions } from './password-options.ts';
import { withPool } from './services.ts';

/**
 * Prints a JSON line per film, of archives one for each that they hold, and writes the stored values of the
 * only one where `raw` names an output.
 *
 * @throws AppError `output-unwritable`, and `invalid-request` where `raw` is to hold several films.
 */
export async function decodeFiles(
  files: readonly string[],
  options: PasswordOptions & { readonly raw?: string },
  installation: Installation,
): Promise<ExitCode> {
  const { raw } = options;
  if (raw !== undefined) {
    await refuseInputs(raw, files);
    await refuseImage(raw);
  }
  return withPool(installation, options, async ({ pool, askPassword }) => {
    let failed = false;
    let written = 0;
    for await (const film of findFilms(findNamedFiles(files), pool, askPassword)) {
      const line = await decodeOne(film, pool);
      failed ||= 'error' in line;
      process.stdout.write(`${toJsonLine(line)}\n`);
      if (raw === undefined || 'error' in line || 'error' in film) continue;
      if (++written > 1) throw severalFilms();
      await writeOutput(raw, rawPixels(film, line.frames, pool));
    }
    return failed ? exitCode.someFailed : exitCode.ok;
  });
}

async function decodeOne(film: FoundFilm, pool: DecodePool): Promise<DecodeLine> {
  return 'error' in film ? { file: sourceText(film), error: film.error } : decodeToJson(film, pool);
}

async function* rawPixels(film: FilmSource, frames: number, pool: DecodePool): AsyncGenerator<Uint8Array> {
  for await (const values of allStoredFrames(film, frames, pool)) yield bytesOf(values);
}

function severalFilms(): AppError {
  return new AppError('invalid-request', 'The archive holds several films; --raw takes one.');
}
