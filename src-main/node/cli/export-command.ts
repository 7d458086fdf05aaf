import { sourceText } from '#common/contract/film-source';
import type { Deidentification, DicomForm, Redaction, Retainable } from '#common/deidentify/deidentification';
import { exportDicom } from '../export/export-dicom.ts';
import { keptSecret, passingSecret } from '../export/pseudonyms.ts';
import { eachOnce, findFiles } from '../survey/find-files.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import { findFilms, type FoundFilm } from './find-films.ts';
import type { Installation } from './installation.ts';
import type { PasswordOptions } from './password-options.ts';
import { withPool } from './services.ts';

/** The options of `osteon export`, as commander hands them over. */
export interface ExportOptions extends PasswordOptions {
  readonly out: string;
  readonly dicomdir?: boolean;
  readonly deidentify?: boolean;
  readonly retain?: readonly Retainable[];
  readonly dates?: Deidentification['dates'];
  readonly redact?: readonly Redaction[];
  /** A file of a secret, by which one patient gets one pseudonym in every export. */
  readonly secret?: string;
}

/**
 * Writes films as DICOM files, and to standard error what cannot leave and what may still name somebody.
 *
 * @throws AppError as `exportDicom` and `keptSecret` do.
 */
export async function exportCommand(
  paths: readonly string[],
  options: ExportOptions,
  installation: Installation,
): Promise<ExitCode> {
  const { retain = [], dates = 'removed', redact = [] } = options;
  const chosen = { retained: [...retain], dates, redactions: [...redact] };
  const secret = options.secret === undefined ? passingSecret() : await keptSecret(options.secret);
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const { written, refused, mayShowIdentity } = await withPool(
    installation,
    options,
    async ({ pool, askPassword }) => {
      // All are found before the first is written: the output may lie in one of the folders.
      const films: FoundFilm[] = [];
      for await (const film of findFilms(eachOnce(findFiles(paths)), pool, askPassword)) films.push(film);
      return exportDicom(films, pool, {
        form: formOf(options),
        out: options.out,
        taking: options.deidentify ? { ...chosen, secret } : null,
        onRefused: (film, { code, message }) => say(`${sourceText(film)}: ${code}: ${message}`),
      });
    },
  );
  if (mayShowIdentity > 0)
    say(
      `${mayShowIdentity} of the pictures may show names burned into them: look at them, and use --redact.`,
    );
  say(`${written} written, ${refused} left out.`);
  return refused > 0 || written === 0 ? exitCode.someFailed : exitCode.ok;
}

function formOf({ out, dicomdir }: ExportOptions): DicomForm {
  if (/\.zip$/i.test(out)) return 'zip';
  return dicomdir ? 'medium' : 'folder';
}
