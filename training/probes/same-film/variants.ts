import type { WindowLevel } from '#common/imaging/window-level';
import { encodeDicom, fullWindow } from '../encodings/dicom.ts';
import { encodeJpeg } from '../encodings/jpeg.ts';
import { encodePng } from '../encodings/png.ts';
import { halve, type Film } from '../film.ts';

/** One way in which a radiograph may come out of an archive. */
export interface Variant {
  readonly name: string;
  readonly halfSize: boolean;
  /** A whole file, for the product's decoder to read. */
  encode(film: Film): Uint8Array | Promise<Uint8Array>;
}

/** Shows the middle third of the range only, as a user who looks at soft tissue would leave it. */
const changedWindow: WindowLevel = { center: 1500, width: 1365 };

type Format = Pick<Variant, 'name' | 'encode'>;

const formats: readonly Format[] = [
  {
    name: '12-bit DICOM',
    encode: (film) => encodeDicom(film, { photometricInterpretation: 'MONOCHROME2', window: fullWindow }),
  },
  {
    name: '12-bit DICOM, MONOCHROME1',
    encode: (film) => encodeDicom(film, { photometricInterpretation: 'MONOCHROME1', window: fullWindow }),
  },
  {
    name: '12-bit DICOM, another VOI window',
    encode: (film) => encodeDicom(film, { photometricInterpretation: 'MONOCHROME2', window: changedWindow }),
  },
  { name: '16-bit PNG', encode: (film) => encodePng(film, 16) },
  { name: '8-bit PNG', encode: (film) => encodePng(film, 8) },
  { name: 'JPEG quality 90', encode: (film) => encodeJpeg(film, 90) },
];

/** Every format at full and at half size. */
export const variants: readonly Variant[] = formats.flatMap(({ name, encode }) => [
  { name, halfSize: false, encode },
  { name: `${name}, half size`, halfSize: true, encode: (film) => encode(halve(film)) },
]);
