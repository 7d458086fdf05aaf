import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { writeDicom } from '../write-dicom.ts';

const [rows, columns] = [2500, 2048];
/** Stands where each film's own number comes: in the patient's and in the instances' identity. */
const placeholder = '9130000';
/** Written out; the rest of the pixels is a hole in the file, which reads as zeros and takes no room. */
const writtenRows = 16;

/**
 * Writes films of 2500 x 2048 at 16 bits and native encoding, each of another patient, in the order of their
 * names. Their first rows differ, so that no two are one picture.
 */
export function writeManyFilms(folder: string, count: number): void {
  const template = Buffer.from(
    writeDicom(
      {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.1',
        SOPInstanceUID: `2.25.${placeholder}.1.1`,
        StudyInstanceUID: `2.25.${placeholder}`,
        SeriesInstanceUID: `2.25.${placeholder}.1`,
        Modality: 'DX',
        PresentationIntentType: 'FOR PRESENTATION',
        PatientID: `P${placeholder}`,
        PatientName: `Bench^Film ${placeholder}`,
        PatientBirthDate: '19700101',
        PatientAge: '056Y',
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
        WindowCenter: 2048,
        WindowWidth: 4096,
      },
      new Uint16Array(rows * columns),
    ),
  );
  const pixels = template.length - rows * columns * 2;
  for (let film = 0; film < count; film++) {
    const number = String(Number(placeholder) + film);
    const head = Buffer.from(
      template.subarray(0, pixels).toString('latin1').replaceAll(placeholder, number),
      'latin1',
    );
    const first = Buffer.alloc(writtenRows * columns * 2);
    for (let at = 0; at < first.length; at += 2) first.writeUInt16LE((film * 37 + at * 3) % 4096, at);
    const file = openSync(join(folder, `${number}.dcm`), 'w');
    writeSync(file, head);
    writeSync(file, first);
    ftruncateSync(file, template.length);
    closeSync(file);
  }
}
