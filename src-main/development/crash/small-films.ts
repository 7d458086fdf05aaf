import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handFilm, numberedFilm } from '../hand-film.ts';
import { writeDicom } from '../write-dicom.ts';

const [rows, columns] = [256, 240];

/** Writes films of adults' hands, 256 by 240 at 12 bits, no two of them alike, in the order of their names. */
export function writeSmallFilms(folder: string, count: number): void {
  for (let film = 0; film < count; film++) {
    const number = String(10_000 + film);
    const attributes = handFilm({
      ...numberedFilm(number),
      PatientName: `Made^Up ${number}`,
      Rows: rows,
      Columns: columns,
    });
    const pixels = Uint16Array.from(
      { length: rows * columns },
      (_, at) => ((at % columns) * 11 + Math.floor(at / columns) * (5 + (film % 7)) + film) % 4096,
    );
    writeFileSync(join(folder, `${number}.dcm`), writeDicom(attributes, pixels));
  }
}
