import type { DicomForm } from '#common/deidentify/deidentification';
import { readDirectoryFacts } from '#common/dicom/directory-facts';
import { parseDataSet } from '#common/dicom/parse';
import { mediumDirectoryFile, type PlacedFile } from './medium-directory-file.ts';
import { MediumLayout } from './medium-layout.ts';
import { objectRecord } from './object-record.ts';
import { writeLeaving, type LeavingFile } from './export-dicom.ts';

/**
 * Writes objects that Osteon made into a folder with a DICOMDIR, or a ZIP archive with one; whole or not at all, and
 * over nothing that is there.
 *
 * @param objects Part 10 files in Explicit VR Little Endian
 * @param out a folder or, for a ZIP archive, the file
 * @throws AppError `output-unwritable`, `disk-full`, and `file-too-large` for an archive
 */
export async function exportObjects(
  objects: readonly Uint8Array[],
  form: Exclude<DicomForm, 'folder'>,
  out: string,
): Promise<void> {
  await writeLeaving(form, out, leavingObjects(objects));
}

async function* leavingObjects(objects: readonly Uint8Array[]): AsyncGenerator<LeavingFile> {
  const layout = new MediumLayout();
  const placed: PlacedFile[] = [];
  for (const bytes of objects) {
    const dataSet = parseDataSet(bytes);
    const facts = readDirectoryFacts(dataSet);
    const components = layout.place(facts);
    placed.push({ components, facts, record: objectRecord(dataSet) });
    yield { components, bytes };
  }
  yield { components: ['DICOMDIR'], bytes: mediumDirectoryFile(placed) };
}
