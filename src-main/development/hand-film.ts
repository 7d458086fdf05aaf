import type { Attributes } from './write-dicom.ts';

/**
 * The attributes of a made-up radiograph of an adult's hand at 12 bits, those given in the place of its own; the
 * pixels, rows and columns of which have to be given, are the caller's.
 */
export function handFilm(
  given: Attributes & { readonly Rows: number; readonly Columns: number },
): Attributes {
  return {
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.1',
    SOPInstanceUID: '2.25.1',
    StudyInstanceUID: '2.25.2',
    SeriesInstanceUID: '2.25.3',
    Modality: 'DX',
    PresentationIntentType: 'FOR PRESENTATION',
    PatientID: 'MADE-UP',
    PatientName: 'Made^Up',
    PatientAge: '047Y',
    StudyDate: '20260101',
    BodyPartExamined: 'HAND',
    ViewPosition: 'PA',
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    ...given,
  };
}

/** What tells one of many made-up films from the others: a patient, a study, a series and an image of its own. */
export function numberedFilm(number: string): Attributes {
  return {
    SOPInstanceUID: `2.25.${number}.1.1`,
    StudyInstanceUID: `2.25.${number}`,
    SeriesInstanceUID: `2.25.${number}.1`,
    PatientID: `P${number}`,
  };
}
