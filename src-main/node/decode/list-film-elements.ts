import { listElements, type ElementList } from '#common/dicom/element-list';
import { isDicom } from '#common/dicom/parse';
import { AppError } from '#common/errors';
import type { ReadableSource } from '../media/readable-source.ts';
import { dicomDictionary } from './dictionary.ts';
import { readFilmStart, readImageFile } from './image-file.ts';

/**
 * Lists the attributes of a DICOM file, reading of it no more than it takes; a picture of another format has none.
 *
 * @throws AppError as `readImageFile` and `listElements` do.
 */
export async function listFilmElements(source: ReadableSource): Promise<ElementList> {
  const dictionary = await dicomDictionary();
  const { bytes, size } = await readFilmStart(source);
  if (!isDicom(bytes)) return { rows: [], cut: false };
  try {
    return listElements(bytes, size, dictionary);
  } catch (thrown) {
    const isCut = bytes.length < size && thrown instanceof AppError;
    if (!isCut) throw thrown;
    return listElements(await readImageFile(source), size, dictionary);
  }
}
