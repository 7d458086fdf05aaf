import { writeDicom, type Attributes } from '../../src-main/development/write-dicom.ts';

const grey = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.1',
  StudyInstanceUID: '2.25.7',
  SeriesInstanceUID: '2.25.70',
  Modality: 'DX',
  PatientID: 'MADE-UP',
  PatientName: 'Made^Up',
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  WindowCenter: 2048,
  WindowWidth: 4096,
};

function film(
  rows: number,
  columns: number,
  attributes: Attributes,
  valueAt: (row: number, column: number) => number,
) {
  const values = new Uint16Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = valueAt(Math.floor(i / columns), i % columns);
  return writeDicom({ ...grey, Rows: rows, Columns: columns, ...attributes }, values);
}

/** 400 rows by 300 columns of mid grey with a white block of 100 by 60 in the top left corner; 0.2 mm at the detector. */
export function cornerFilm(): Uint8Array {
  const attributes = {
    SOPInstanceUID: '2.25.71',
    PatientOrientation: ['L', 'F'],
    ImagerPixelSpacing: [0.2, 0.2],
  };
  return film(400, 300, attributes, (row, column) => (row < 100 && column < 60 ? 4095 : 1600));
}

/** Where the bright columns of `hairlineFilm` are. */
export const hairlines: readonly number[] = [301, 702, 1003, 1404, 1805];

/** 2500 rows by 2048 columns of black, and a few white columns a pixel wide. */
export function hairlineFilm(): Uint8Array {
  const bright = new Set(hairlines);
  return film(2500, 2048, { SOPInstanceUID: '2.25.72' }, (_, column) => (bright.has(column) ? 4095 : 0));
}
