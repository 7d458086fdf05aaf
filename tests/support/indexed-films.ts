import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { noAttributes } from '../../src-main/common/dicom/attributes.ts';
import type { ImageAttributes } from '../../src-main/common/dicom/image-description.ts';
import type { IndexedFilm } from '../../src-main/node/index/add-films.ts';
import { readFileStamp } from '../../src-main/node/survey/file-stamp.ts';

/** A film of hand, two pixels square, whose file holds the given text; attributes as given. */
export async function indexedFilm(
  folder: string,
  name: string,
  content: string,
  attributes: Partial<ImageAttributes> = {},
): Promise<IndexedFilm> {
  const path = join(folder, name);
  writeFileSync(path, content);
  return {
    path,
    stamp: await readFileStamp(path),
    attributes: {
      ...noAttributes,
      patientId: '17',
      patientName: 'DOE^JANE',
      patientBirthDate: '19700101',
      studyInstanceUid: '1.2',
      studyDate: '20260102',
      studyDescription: 'Wrist after fall',
      seriesInstanceUid: '1.2.3',
      sopInstanceUid: '1.2.3.4',
      modality: 'DX',
      bodyPartExamined: 'WRIST',
      ...attributes,
    },
    rows: 2,
    columns: 2,
    numberOfFrames: 1,
  };
}
