import type { Values } from '../dicom/data-set.ts';
import { parseDataSet } from '../dicom/parse.ts';
import { Tag } from '../dicom/tags.ts';
import type { FoundObject, ObjectHeading } from './found-object.ts';
import { readDocument } from './read-document.ts';
import { readPresentation } from './read-presentation.ts';

/** Grayscale and Color Softcopy Presentation State Storage. */
export const presentationStates = ['1.2.840.10008.5.1.4.1.1.11.1', '1.2.840.10008.5.1.4.1.1.11.2'];
/** What the SOP classes of structured reports begin with (PS3.6 table A-1). */
export const documents = '1.2.840.10008.5.1.4.1.1.88.';
export const keySelections = '1.2.840.10008.5.1.4.1.1.88.59';

/**
 * Reads a structured report, a key object selection or a softcopy presentation state for grey or colour.
 *
 * @returns null for an object of another kind
 * @throws AppError as `parseDataSet` and `readElements` do
 */
export function readObject(bytes: Uint8Array): FoundObject | null {
  const values = parseDataSet(bytes);
  const sopClassUid = values.text(Tag.sopClassUid) ?? '';
  if (presentationStates.includes(sopClassUid)) return readPresentation(values, headingOf(values));
  if (!sopClassUid.startsWith(documents)) return null;
  const kind = sopClassUid === keySelections ? 'keySelection' : 'report';
  return { kind, ...readDocument(values, headingOf(values)) };
}

function headingOf(values: Values): Omit<ObjectHeading, 'images' | 'isCut'> {
  const first = (...tags: readonly Parameters<Values['text']>[0][]) =>
    tags.map((tag) => values.text(tag)).find((text) => text !== null && text !== '') ?? '';
  return {
    patientId: first(Tag.patientId),
    patientName: first(Tag.patientName),
    patientBirthDate: first(Tag.patientBirthDate),
    seriesDescription: first(Tag.seriesDescription),
    manufacturer: first(Tag.manufacturer),
    date: first(Tag.presentationCreationDate, Tag.contentDate),
    time: first(Tag.presentationCreationTime, Tag.contentTime),
  };
}
