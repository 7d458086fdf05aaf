import { InvalidArgumentError, Option } from 'commander';
import type { ModelCard } from '#common/model/model-card';
import { toErrorReport } from '#common/errors';
import { checkUidRoot } from '#common/objects/uid';
import type { DecodePool } from '../decode/decode-pool.ts';
import { makeFolders, ObjectWriter, type ObjectFolders } from '../objects/object-writer.ts';

/** The options of every command that writes results as DICOM objects, as commander hands them over. */
export interface ObjectOptions extends ObjectFolders {
  readonly uidRoot?: string;
  /** Of Osteon, for the objects; the program adds it. */
  readonly version: string;
}

export const dicomSr = new Option(
  '--dicom-sr <dir>',
  'write each result as a DICOM structured report (TID 1500) into a folder',
);
export const secondaryCapture = new Option(
  '--secondary-capture <dir>',
  'write each film with its heat map and words as a DICOM image into a folder',
);
export const uidRoot = new Option(
  '--uid-root <root>',
  'number new DICOM objects below a root of your own',
).argParser(checkedRoot);

/**
 * Makes the writer that the options ask for, or null where they ask for no objects. What it refuses is told on
 * standard error.
 *
 * @throws AppError `output-unwritable`
 */
export async function objectWriterFor(
  { version: softwareVersion, uidRoot, ...options }: ObjectOptions,
  pool: Pick<DecodePool, 'identify'>,
  card: ModelCard,
): Promise<ObjectWriter | null> {
  const { dicomSr, secondaryCapture } = options;
  const folders: ObjectFolders = {
    ...(dicomSr && { dicomSr }),
    ...(secondaryCapture && { secondaryCapture }),
  };
  if (Object.keys(folders).length === 0) return null;
  await makeFolders(folders);
  return new ObjectWriter(pool, {
    ...{ folders, card, softwareVersion },
    ...(uidRoot && { uidRoot }),
    onRefused: (film, { message }) => process.stderr.write(`${film}: no DICOM objects: ${message}\n`),
  });
}

/** @throws InvalidArgumentError unless the text is a UID root. */
function checkedRoot(text: string): string {
  try {
    return checkUidRoot(text);
  } catch (thrown) {
    throw new InvalidArgumentError(toErrorReport(thrown).message);
  }
}
