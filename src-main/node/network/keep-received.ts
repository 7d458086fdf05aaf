import { createHash, randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDataSet } from '#common/dicom/parse';
import { Tag } from '#common/dicom/tags';
import { AppError } from '#common/errors';
import { errnoOf, isDiskFull } from '../survey/system-error.ts';
import type { ReceivedObject } from './serve-association.ts';

/** Says in every file who wrote it (PS3.7 D.3.3.2). */
const implementationClassUid = '2.25.307198236671893458103582119237011253701';

/**
 * Writes an object into a folder as a Part 10 file, whole or not at all, its data set byte for byte as it came. What
 * is there is never written over: the name is made of the SOP Instance UID and the hash of the data set.
 *
 * @returns false where the same object is there already
 * @throws AppError `invalid-attribute` where the data set is another object than was announced, `disk-full`,
 * `output-unwritable`
 */
export async function keepReceived(folder: string, object: ReceivedObject): Promise<boolean> {
  const bytes = Buffer.concat([metaHeader(object), object.dataSet]);
  requireSameObject(bytes, object);
  const hash = createHash('sha256').update(object.transferSyntaxUid).update(object.dataSet).digest('hex');
  const place = join(folder, `${object.sopInstanceUid}.${hash.slice(0, 16)}.dcm`);
  // Folders are watched for new files: a half one must not lie among them under a name that is read.
  const unfinished = join(folder, '.receiving', randomUUID());
  try {
    await mkdir(join(folder, '.receiving'), { recursive: true, mode: 0o700 });
    const file = await open(unfinished, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    // Other than a rename, a link fails where the name is taken.
    await link(unfinished, place);
    return true;
  } catch (cause) {
    if (errnoOf(cause) === 'EEXIST') return false;
    const code = isDiskFull(cause) ? 'disk-full' : 'output-unwritable';
    throw new AppError(code, `What was received cannot be written (${errnoOf(cause)}).`, { cause });
  } finally {
    await rm(unfinished, { force: true });
  }
}

function requireSameObject(bytes: Uint8Array, { sopInstanceUid, sopClassUid }: ReceivedObject): void {
  let isSame = false;
  try {
    const dataSet = parseDataSet(bytes);
    isSame =
      dataSet.text(Tag.sopInstanceUid) === sopInstanceUid && dataSet.text(Tag.sopClassUid) === sopClassUid;
  } catch {
    // What cannot be read cannot be the object either.
  }
  if (!isSame) throw new AppError('invalid-attribute', 'The data set is not the object that was announced.');
}

/** Preamble and File Meta Information (PS3.10 7.1). */
function metaHeader(object: ReceivedObject): Buffer {
  const elements = Buffer.concat([
    element(0x0001, 'OB', Buffer.from([0, 1])),
    element(0x0002, 'UI', uid(object.sopClassUid)),
    element(0x0003, 'UI', uid(object.sopInstanceUid)),
    element(0x0010, 'UI', uid(object.transferSyntaxUid)),
    element(0x0012, 'UI', uid(implementationClassUid)),
    element(0x0016, 'AE', Buffer.from(even(object.callingAe, ' '), 'latin1')),
  ]);
  const length = Buffer.alloc(4);
  length.writeUInt32LE(elements.length);
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), element(0x0000, 'UL', length), elements]);
}

/** In Explicit VR Little Endian (PS3.5 7.1.2). */
function element(number: number, vr: string, value: Buffer): Buffer {
  const header = Buffer.alloc(vr === 'OB' ? 12 : 8);
  header.writeUInt16LE(0x0002, 0);
  header.writeUInt16LE(number, 2);
  header.write(vr, 4, 'latin1');
  if (vr === 'OB') header.writeUInt32LE(value.length, 8);
  else header.writeUInt16LE(value.length, 6);
  return Buffer.concat([header, value]);
}

function uid(text: string): Buffer {
  return Buffer.from(even(text, '\0'), 'latin1');
}

function even(text: string, padding: string): string {
  return text.length % 2 === 0 ? text : text + padding;
}
