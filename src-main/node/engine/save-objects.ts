import type { FrameOfFile } from '#common/contract/engine';
import type { SavedObjects, WantedObjects } from '#common/contract/saved-objects';
import type { ErrorReport } from '#common/errors';
import { sourceOf } from '#common/contract/film-source';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Classifier } from '../inference/classifier.ts';
import { ObjectWriter } from '../objects/object-writer.ts';
import { classifyImage } from './classify-image.ts';
import type { OpenedFilms } from './opened-films.ts';

export interface SavingServices {
  readonly pool: Pick<DecodePool, 'identify'>;
  readonly films: OpenedFilms;
  classifier(): Promise<Classifier>;
}

/** Which objects of which film go where. */
export interface SavingOrder {
  readonly file: FrameOfFile;
  readonly folder: string;
  readonly softwareVersion: string;
  readonly wanted: WantedObjects;
  /** The starred frames of its study that a key object selection names; empty where none is wanted. */
  readonly keyFiles: readonly FrameOfFile[];
}

/**
 * Writes DICOM objects of a film into a folder.
 *
 * @throws AppError as `classifyImage` and `loadFrame` do, `output-unwritable` or `disk-full`
 */
export async function saveObjects(
  { file, folder, softwareVersion, wanted, keyFiles }: SavingOrder,
  { pool, films, classifier }: SavingServices,
): Promise<SavedObjects> {
  const { card } = await classifier();
  const refusals = new Map<string, ErrorReport>();
  // Whose it is, is read anew: another file may lie under the path by now, and loading says so.
  const identify: DecodePool['identify'] = async (source) => {
    const identity = await pool.identify(source);
    await films.loadFrame(file);
    return identity;
  };
  const writer = new ObjectWriter(
    { identify },
    {
      folders: {
        ...(wanted.report && { dicomSr: folder }),
        ...(wanted.picture && { secondaryCapture: folder }),
      },
      ...{ card, softwareVersion },
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
  return { written: writer.written, refusals: [...refusals.values()] };
}
