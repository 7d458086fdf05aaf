import { stat } from 'node:fs/promises';
import { AppError } from '#common/errors';
import { pictureFilm } from '../report/film-pictures.ts';
import { htmlReport } from '../report/html-report.ts';
import type { FilmPictures } from '../report/html-film.ts';
import type { ReportRow } from '../report/columns.ts';
import { readReport } from '../report/read-report.ts';
import { writeOutput } from '../report/write-output.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { findOneFilm } from './find-films.ts';
import type { Installation } from './installation.ts';
import { refuseImage, refuseInputs } from './output-guard.ts';
import { defaultJobs, withServices, type ClassifyingOptions } from './services.ts';

export interface ReportCommandOptions extends ClassifyingOptions {
  readonly html: string;
  readonly identity?: boolean;
  readonly pictures: number;
}

type Services = Parameters<Parameters<typeof withServices>[2]>[0];

const betweenMembers = '!/';

/**
 * Writes the results of a scan as a page for people; the films that stand out are read and judged once more, for
 * their pictures.
 *
 * @throws AppError of `readReport`, of the model, and `output-unwritable`
 */
export async function reportCommand(
  results: string,
  { html, identity = false, pictures, ...options }: ReportCommandOptions,
  installation: Installation,
): Promise<ExitCode> {
  await refuseInputs(html, [results]);
  await refuseImage(html);
  const rows = await readReport(results);
  return withServices(installation, { ...options, jobs: defaultJobs }, async (services) => {
    const pictureOf = (row: ReportRow) => pictureRow(row, services);
    const { card } = services.classifier;
    const common = { rows, card, made: new Date(), language: 'en' } as const;
    const report = { ...common, withIdentity: identity, pictures, pictureOf };
    await writeOutput(html, htmlReport(report));
    return exitCode.ok;
  });
}

async function pictureRow(row: ReportRow, services: Services): Promise<FilmPictures> {
  const { pool, askPassword } = services;
  try {
    const file = await fileOf(row.path);
    const source = await findOneFilm(
      file,
      file === row.path ? undefined : row.path.slice(file.length + 2),
      pool,
      askPassword,
    );
    return await pictureFilm(row, source, services);
  } catch (thrown) {
    if (thrown instanceof AppError) return { kind: 'missing', code: thrown.code };
    throw thrown;
  }
}

/** The file or archive in which a film lies; a file's own name may hold what parts an archive from its members. */
async function fileOf(path: string): Promise<string> {
  if (await isFile(path)) return path;
  for (let at = path.indexOf(betweenMembers); at > 0; at = path.indexOf(betweenMembers, at + 1))
    if (await isFile(path.slice(0, at))) return path.slice(0, at);
  throw new AppError('file-not-found', 'The film is no longer where it was scanned.');
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
