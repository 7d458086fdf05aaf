import type { ImageEntry } from '#common/contract/ipc';
import { noAttributes } from '#common/dicom/attributes';
import type { ImageAttributes } from '#common/dicom/image-description';

/** A row of the study list, 4 x 4 pixels, in scope, with the given differences. */
export function imageEntry(
  imageId: string,
  attributes: Partial<ImageAttributes> = {},
  rest: Partial<Omit<ImageEntry, 'imageId' | 'attributes'>> = {},
): ImageEntry {
  return {
    imageId,
    displayName: `${imageId}.dcm`,
    container: 'dicom',
    attributes: { ...noAttributes, ...attributes },
    rows: 4,
    columns: 4,
    frame: 0,
    numberOfFrames: 1,
    scope: { status: 'inScope', reason: 'validated' },
    ...rest,
  };
}
