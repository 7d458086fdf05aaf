import { dataSetOffset, parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { AppError } from '#common/errors';

/** What a node is told of an object before it gets it. */
export interface ObjectKind {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly transferSyntaxUid: string;
}

const uidSchema = /^[0-9.]{1,64}$/;

/**
 * What a file holds, told by its data set.
 *
 * @throws AppError `missing-attribute`, `not-an-image`, `malformed-file` and the others of `parseDataSet`
 */
export function objectKind(bytes: Uint8Array): ObjectKind {
  const dataSet = parseDataSet(bytes);
  return {
    sopClassUid: uidAt(dataSet.text(Tag.sopClassUid), 'SOP Class UID'),
    sopInstanceUid: uidAt(dataSet.text(Tag.sopInstanceUid), 'SOP Instance UID'),
    transferSyntaxUid: dataSet.transferSyntax.uid,
  };
}

/** The data set as it stands in the file, byte for byte. */
export function dataSetOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(dataSetOffset(bytes));
}

function uidAt(uid: string | null, name: string): string {
  if (uid === null || !uidSchema.test(uid))
    throw new AppError('missing-attribute', `The file has no valid ${name}, without which no node takes it.`);
  return uid;
}
