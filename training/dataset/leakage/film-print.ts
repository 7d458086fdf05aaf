import { sha256 } from '#node/inference/model-store';
import { readImageFile } from '#node/decode/image-file';
import { reduceFrame } from '../../fine-tuning/reduce-film.ts';
import { decodeFrame } from '#node/decode/decode-frame';
import { printSide, type SmallFilm } from './ring-spectrum.ts';

/** What is kept of a film to know its copies by. */
export interface FilmPrint extends SmallFilm {
  /** Of the file's bytes. */
  readonly sha256: string;
}

/** @throws AppError as `readImageFile` and `decodeFrame` do. */
export async function takePrint(path: string): Promise<FilmPrint> {
  const bytes = await readImageFile(path);
  const { rows, columns, pixels } = reduceFrame(await decodeFrame(bytes, 0), printSide);
  return { sha256: sha256(bytes), rows, columns, pixels };
}
