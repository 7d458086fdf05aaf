import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { DicomForm } from '#common/deidentify/deidentification';
import { AppError, toErrorReport, type ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { TakingOut } from '../decode/take-out.ts';
import { writeOutput } from '../report/write-output.ts';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';
import { mediumDirectoryFile, type PlacedFile } from './medium-directory-file.ts';
import { MediumLayout } from './medium-layout.ts';
import { zipStream } from './zip-stream.ts';

/** A film, or why there is none. */
export type LeavingFilm = FilmSource | (FilmSource & { readonly error: ErrorReport });

/** A file of an export, with its place from the root down. */
export interface LeavingFile {
  readonly components: readonly string[];
  readonly bytes: Uint8Array;
}

export interface DicomExport {
  readonly form: DicomForm;
  /** A folder or, for a ZIP archive, the file. */
  readonly out: string;
  /** Null for files as they are, byte for byte. */
  readonly taking: TakingOut | null;
  onRefused(film: FilmSource, error: ErrorReport): void;
  /** After each film that left. */
  onWritten?(written: number): void;
}

export interface ExportTally {
  readonly written: number;
  readonly refused: number;
  /** Films whose picture may itself name somebody. */
  readonly mayShowIdentity: number;
}

/**
 * Writes films as DICOM files into a folder, a folder with a DICOMDIR, or a ZIP archive with one. A film that cannot
 * leave is told and left out; where the writing itself fails nothing is left behind, and nothing that was there is touched.
 *
 * @throws AppError `output-unwritable`, `disk-full`, and `file-too-large` for an archive.
 */
export async function exportDicom(
  films: AsyncIterable<LeavingFilm> | Iterable<LeavingFilm>,
  pool: Pick<DecodePool, 'takeOut'>,
  wanted: DicomExport,
): Promise<ExportTally> {
  const tally = { written: 0, refused: 0, mayShowIdentity: 0 };
  await writeLeaving(wanted.form, wanted.out, leavingFiles(films, pool, wanted, tally));
  return tally;
}

/**
 * Writes files as they come; where that fails nothing is left behind, and nothing that was there is touched.
 *
 * @param out a folder or, for a ZIP archive, the file
 * @throws AppError `output-unwritable`, `disk-full`, and `file-too-large` for an archive.
 */
export async function writeLeaving(
  form: DicomForm,
  out: string,
  files: AsyncIterable<LeavingFile>,
): Promise<void> {
  if (form === 'zip') await writeArchive(out, files);
  else await writeFolder(out, files);
}

async function* leavingFiles(
  films: AsyncIterable<LeavingFilm> | Iterable<LeavingFilm>,
  pool: Pick<DecodePool, 'takeOut'>,
  { form, taking, onRefused, onWritten }: DicomExport,
  tally: { -readonly [K in keyof ExportTally]: number },
): AsyncGenerator<LeavingFile> {
  const layout = new MediumLayout();
  const placed: PlacedFile[] = [];
  for await (const film of films) {
    try {
      if ('error' in film) throw new AppError(film.error.code, film.error.message);
      const { bytes, facts, mayShowIdentity } = await pool.takeOut(film, taking);
      const components = layout.place(facts);
      placed.push({ components, facts });
      if (mayShowIdentity) tally.mayShowIdentity++;
      yield { components, bytes };
      tally.written++;
      onWritten?.(tally.written);
    } catch (thrown) {
      tally.refused++;
      onRefused(sourceOf(film), toErrorReport(thrown));
    }
  }
  if (placed.length > 0 && form !== 'folder')
    yield { components: ['DICOMDIR'], bytes: mediumDirectoryFile(placed) };
}

async function writeArchive(file: string, files: AsyncIterable<LeavingFile>): Promise<void> {
  const isTaken = await stat(file).then(
    () => true,
    () => false,
  );
  if (isTaken) throw new AppError('output-unwritable', 'There is a file of that name already.');
  await writeOutput(file, zipStream(files));
}

async function writeFolder(folder: string, files: AsyncIterable<LeavingFile>): Promise<void> {
  const own = join(folder, 'DICOM');
  await makeOwn(folder, own);
  const begun = [own];
  try {
    for await (const { components, bytes } of files) {
      const file = join(folder, ...components);
      if (components.length === 1) await claim(file, begun);
      await mkdir(dirname(file), { recursive: true }).catch(refuse);
      await writeOutput(file, Readable.from([bytes]));
    }
  } catch (thrown) {
    for (const path of begun) await rm(path, { recursive: true, force: true });
    throw thrown;
  }
}

/** An export of before is not mixed with this one. */
async function makeOwn(folder: string, own: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    await mkdir(own);
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST')
      throw new AppError('output-unwritable', 'The folder holds an export already: choose another.');
    refuse(cause);
  }
}

async function claim(file: string, begun: string[]): Promise<void> {
  try {
    await (await open(file, 'wx')).close();
    begun.push(file);
  } catch (cause) {
    refuse(cause);
  }
}

function refuse(cause: unknown): never {
  const code = isDiskFull(cause) ? 'disk-full' : 'output-unwritable';
  throw new AppError(code, `The export cannot be written there (${errnoOf(cause)}).`, { cause });
}
