import { writeDicom, type Attributes } from '../../src-main/development/write-dicom.ts';

/** The bytes of a made-up radiograph of an adult's hand, 256 by 240 at 12 bits, attributes as given. */
export function filmFile(attributes: Attributes = {}): Uint8Array {
  const [rows, columns] = [256, 240];
  return writeDicom(
    {
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
      Rows: rows,
      Columns: columns,
      BitsAllocated: 16,
      BitsStored: 12,
      HighBit: 11,
      PixelRepresentation: 0,
      ...attributes,
    },
    Uint16Array.from(
      { length: rows * columns },
      (_, i) => 200 + Math.floor(i / columns) * 9 + (i % columns) * 5,
    ),
  );
}
