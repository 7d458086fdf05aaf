import type { FrameOfFile } from '#common/contract/engine';
import type { Destination } from '#common/contract/dicom-network';
import type { SavedObjects, WantedObjects } from '#common/contract/saved-objects';
import type { DicomForm } from '#common/deidentify/deidentification';
import type { ErrorReport } from '#common/errors';
import { sourceOf } from '#common/contract/film-source';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Classifier } from '../inference/classifier.ts';
import { exportObjects } from '../export/export-objects.ts';
import { ObjectWriter } from '../objects/object-writer.ts';
import { classifyImage } from './classify-image.ts';
import type { DicomNetwork } from './dicom-network.ts';
import type { OpenedFilms } from './opened-films.ts';

export interface SavingServices {
  readonly pool: Pick<DecodePool, 'identify'>;
  readonly films: OpenedFilms;
  readonly network: Pick<DicomNetwork, 'send'>;
  classifier(): Promise<Classifier>;
}

/** Which objects of which film go where: those for a node are never laid down. */
export interface SavingOrder {
  readonly file: FrameOfFile;
  /** Its folder is a file for a ZIP archive. */
  readonly to: Destination;
  /** Where it is no node. */
  readonly form: DicomForm;
  readonly softwareVersion: string;
  readonly wanted: WantedObjects;
  /** The starred frames of its study that a key object selection names; empty where none is wanted. */
  readonly keyFiles: readonly FrameOfFile[];
}

/**
 * Makes DICOM objects of a film and writes them into a folder, with a DICOMDIR or as an archive where that is wanted,
 * or sends them to a node.
 *
 * @throws AppError as `classifyImage`, `loadFrame` and `DicomNetwork.send` do, `output-unwritable` or `disk-full`
 */
export async function saveObjects(
  { file, to, form, softwareVersion, wanted, keyFiles }: SavingOrder,
  { pool, films, network, classifier }: SavingServices,
): Promise<SavedObjects> {
  const { card } = await classifier();
  const refusals = new Map<string, ErrorReport>();
  // Whose it is, is read anew: another file may lie under the path by now, and loading says so.
  const identify: DecodePool['identify'] = async (source) => {
    const identity = await pool.identify(source);
    await films.loadFrame(file);
    return identity;
  };
  const folder = to.kind === 'folder' ? to.folder : '';
  const made: Uint8Array[] = [];
  const writer = new ObjectWriter(
    { identify },
    {
      folders: {
        ...(wanted.report && { dicomSr: folder }),
        ...(wanted.picture && { secondaryCapture: folder }),
      },
      ...{ card, softwareVersion },
      ...((to.kind === 'node' || form !== 'folder') && { put: async (_, bytes) => void made.push(bytes) }),
      onRefused: (_, reason) => refusals.set(reason.message, reason),
    },
  );
  const source = sourceOf(file);
  const decoded = await films.loadFrame(file);
  if (wanted.report || wanted.picture) {
    const result = await classifyImage(file, films, classifier);
    await writer.write({ source, frame: file.frame, result, decoded });
  }
  if (wanted.view !== null) await writer.writeState(source, decoded, wanted.view, folder);
  if (wanted.drawn !== null) await writer.writeMeasurements(source, decoded, wanted.drawn, folder);
  if (keyFiles.length > 0) await writer.writeKeySelection(keyFiles, folder);
  if (to.kind === 'folder' && form !== 'folder' && made.length > 0) await exportObjects(made, form, folder);
  if (to.kind === 'folder') return { written: writer.written, altered: 0, refusals: [...refusals.values()] };
  const sent = await network.send(
    to.node,
    made.map((bytes) => ({ read: async () => bytes })),
  );
  return {
    written: sent.stored,
    altered: sent.altered,
    refusals: [...refusals.values(), ...sent.refusals],
  };
}
