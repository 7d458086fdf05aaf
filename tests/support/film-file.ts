import { handFilm } from '../../src-main/development/hand-film.ts';
import { writeDicom, type Attributes } from '../../src-main/development/write-dicom.ts';

/** The bytes of a made-up radiograph of an adult's hand, 256 by 240 at 12 bits, attributes as given. */
export function filmFile(attributes: Attributes = {}): Uint8Array {
  const [rows, columns] = [256, 240];
  return writeDicom(
    handFilm({ Rows: rows, Columns: columns, ...attributes }),
    Uint16Array.from(
      { length: rows * columns },
      (_, i) => 200 + Math.floor(i / columns) * 9 + (i % columns) * 5,
    ),
  );
}
