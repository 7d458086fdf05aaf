import { closeSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { handFilm, numberedFilm } from '../hand-film.ts';
import { writeDicom } from '../write-dicom.ts';

const [rows, columns] = [2500, 2048];
/** Stands where each film's own number comes: in the patient's and in the instances' identity. */
const placeholder = '9130000';
/** Written out; the rest is a hole in the file, which takes no room and reads as zeros: the middle grey of signed pixels. */
const writtenRows = 16;

/**
 * Writes films of 2500 x 2048 at 16 bits and native encoding, each of another patient, in the order of their
 * names. Their first rows differ, so that no two are one picture, and hold enough greys that each is judged.
 */
export function writeManyFilms(folder: string, count: number): void {
  const template = Buffer.from(
    writeDicom(
      handFilm({
        ...numberedFilm(placeholder),
        PatientName: `Bench^Film ${placeholder}`,
        PatientBirthDate: '19700101',
        PatientAge: '056Y',
        Rows: rows,
        Columns: columns,
        PixelRepresentation: 1,
        WindowCenter: 0,
        WindowWidth: 4096,
      }),
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
    for (let at = 0; at < first.length; at += 2) first.writeInt16LE(((film * 37 + at * 3) % 4096) - 2048, at);
    const file = openSync(join(folder, `${number}.dcm`), 'w');
    writeSync(file, head);
    writeSync(file, first);
    ftruncateSync(file, template.length);
    closeSync(file);
  }
}
