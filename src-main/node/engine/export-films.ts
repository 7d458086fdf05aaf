import type { FrameOfFile } from '#common/contract/engine';
import { sourceOf, sourceText, type FilmSource } from '#common/contract/film-source';
import type { Destination } from '#common/contract/dicom-network';
import type { ExportedDicom } from '#common/contract/dicom-export';
import type { Deidentification, DicomForm } from '#common/deidentify/deidentification';
import type { ErrorReport } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import { exportDicom } from '../export/export-dicom.ts';
import { keptSecret } from '../export/pseudonyms.ts';
import type { DicomNetwork } from './dicom-network.ts';
import type { OpenedFilms } from './opened-films.ts';

/** Which films go where, and how. */
export interface ExportOrder {
  /** Of several frames of one file it leaves once. */
  readonly files: readonly FrameOfFile[];
  /** A folder or, for a ZIP archive, the file. */
  readonly to: Destination;
  readonly form: DicomForm;
  readonly deidentification: Deidentification | null;
  /** Where the secret of the pseudonyms is kept. */
  readonly secretFile: string;
}

/**
 * Writes opened films as DICOM files, or sends them to a node without laying them down; one whose file changed since
 * it was opened is refused.
 *
 * @throws AppError as `exportDicom`, `DicomNetwork.send` and `keptSecret` do
 */
export async function exportFilms(
  { files, to, form, deidentification, secretFile }: ExportOrder,
  pool: Pick<DecodePool, 'takeOut'>,
  films: Pick<OpenedFilms, 'describe'>,
  network: Pick<DicomNetwork, 'send'>,
): Promise<ExportedDicom> {
  const bySource = new Map(files.map((file) => [sourceText(file), file]));
  const taking = deidentification && { ...deidentification, secret: await keptSecret(secretFile) };
  const surveyed: Pick<DecodePool, 'takeOut'> = {
    async takeOut(film, how) {
      const taken = await pool.takeOut(film, how);
      if (typeof film !== 'string') await films.describe(bySource.get(sourceText(film))!);
      return taken;
    },
  };
  const sources = [...bySource.values()].map(sourceOf);
  if (to.kind === 'node') {
    const named = new Set<FilmSource>();
    const { stored, altered, refusals } = await network.send(
      to.node,
      sources.map((film) => ({
        async read() {
          const { bytes, mayShowIdentity } = await surveyed.takeOut(film, taking);
          if (mayShowIdentity) named.add(film);
          return bytes;
        },
      })),
    );
    return { written: stored, altered, mayShowIdentity: named.size, refusals };
  }
  const refusals = new Map<string, ErrorReport>();
  const { written, mayShowIdentity } = await exportDicom(sources, surveyed, {
    ...{ form, out: to.folder, taking },
    onRefused: (_, error) => refusals.set(error.code, error),
  });
  return { written, altered: 0, mayShowIdentity, refusals: [...refusals.values()] };
}
