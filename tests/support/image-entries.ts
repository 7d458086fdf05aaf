import type { ImageEntry } from '#common/contract/ipc';
import type { ImageAttributes } from '#common/dicom/image-description';

/** A file that says nothing of itself. */
export const noAttributes: ImageAttributes = {
  patientId: null,
  patientName: null,
  patientBirthDate: null,
  patientSex: null,
  patientAge: null,
  studyInstanceUid: null,
  studyDate: null,
  studyTime: null,
  studyDescription: null,
  accessionNumber: null,
  institutionName: null,
  seriesInstanceUid: null,
  seriesNumber: null,
  seriesDescription: null,
  modality: null,
  bodyPartExamined: null,
  imageLaterality: null,
  viewPosition: null,
  patientOrientation: null,
  protocolName: null,
  manufacturer: null,
  kvp: null,
  exposure: null,
  sopClassUid: null,
  sopInstanceUid: null,
  instanceNumber: null,
  acquisitionDate: null,
  imageType: null,
  presentationIntentType: null,
  conversionType: null,
  burnedInAnnotation: null,
  synthetic: false,
};

/** A row of the study list, 4 x 4 pixels, in scope, with the given differences. */
export function imageEntry(
  imageId: string,
  attributes: Partial<ImageAttributes> = {},
  rest: Partial<Omit<ImageEntry, 'imageId' | 'attributes'>> = {},
): ImageEntry {
  return {
    imageId,
    displayName: `${imageId}.dcm`,
    container: 'dicom',
    attributes: { ...noAttributes, ...attributes },
    rows: 4,
    columns: 4,
    frame: 0,
    numberOfFrames: 1,
    scope: { status: 'inScope', reason: 'validated' },
    ...rest,
  };
}
