import type { FrameOfFile } from '#common/contract/engine';
import { sourceOf, sourceText } from '#common/contract/film-source';
import type { ExportedDicom } from '#common/contract/dicom-export';
import type { Deidentification, DicomForm } from '#common/deidentify/deidentification';
import type { ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { exportDicom } from '../export/export-dicom.ts';
import { keptSecret } from '../export/pseudonyms.ts';
import type { OpenedFilms } from './opened-films.ts';

/** Which films go where, and how. */
export interface ExportOrder {
  /** Of several frames of one file it leaves once. */
  readonly files: readonly FrameOfFile[];
  readonly out: string;
  readonly form: DicomForm;
  readonly deidentification: Deidentification | null;
  /** Where the secret of the pseudonyms is kept. */
  readonly secretFile: string;
}

/**
 * Writes opened films as DICOM files; one whose file changed since it was opened is refused.
 *
 * @throws AppError as `exportDicom` and `keptSecret` do
 */
export async function exportFilms(
  { files, out, form, deidentification, secretFile }: ExportOrder,
  pool: Pick<DecodePool, 'takeOut'>,
  films: Pick<OpenedFilms, 'describe'>,
): Promise<ExportedDicom> {
  const bySource = new Map(files.map((file) => [sourceText(file), file]));
  const refusals = new Map<string, ErrorReport>();
  const taking = deidentification && { ...deidentification, secret: await keptSecret(secretFile) };
  const surveyed: Pick<DecodePool, 'takeOut'> = {
    async takeOut(film, how) {
      const taken = await pool.takeOut(film, how);
      if (typeof film !== 'string') await films.describe(bySource.get(sourceText(film))!);
      return taken;
    },
  };
  const { written, mayShowIdentity } = await exportDicom([...bySource.values()].map(sourceOf), surveyed, {
    ...{ form, out, taking },
    onRefused: (_, error) => refusals.set(error.code, error),
  });
  return { written, mayShowIdentity, refusals: [...refusals.values()] };
}
