import { isDicom, parseDataSet } from '#common/dicom/parse';
import { AppError } from '#common/errors';
import { readSourceIdentity, type SourceIdentity } from '#common/objects/source-identity';
import type { ReadableSource } from '../media/readable-source.ts';
import { readFilmStart, readImageFile } from './image-file.ts';

/**
 * Reads whose a DICOM image is, reading of it no more than it takes.
 *
 * @throws AppError `not-referable` for a picture of another format; as `readImageFile` and `parseDataSet` do.
 */
export async function identifyFilm(source: ReadableSource): Promise<SourceIdentity> {
  const { bytes, size } = await readFilmStart(source);
  if (!isDicom(bytes))
    throw new AppError('not-referable', 'The picture is no DICOM image, so no object can refer to it.');
  try {
    return readSourceIdentity(parseDataSet(bytes, size));
  } catch (thrown) {
    const isCut = bytes.length < size && thrown instanceof AppError;
    if (!isCut) throw thrown;
    return readSourceIdentity(parseDataSet(await readImageFile(source)));
  }
}
