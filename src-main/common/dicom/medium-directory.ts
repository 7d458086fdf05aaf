import { parseDataSet } from './parse.ts';
import { Tag } from './tags.ts';
import { decodeLatin1 } from './text.ts';

const preambleLength = 128;
/** The meta header that names the class begins the file and is a few hundred bytes long. */
const searched = 1024;
/** (0002,0002) UI, then two bytes of length, then the Media Storage Directory class, complete. */
const ofDirectoryClass = /\x02\0\x02\0UI..1\.2\.840\.10008\.1\.3\.10(?![.\d])/s;

/** True for the first bytes of a DICOMDIR: the directory of a medium, and no image (PS3.10 clause 8). */
export function isMediumDirectory(head: Uint8Array): boolean {
  const text = decodeLatin1(head.subarray(preambleLength, preambleLength + searched));
  return text.startsWith('DICM') && ofDirectoryClass.test(text);
}

/** A record has ten to twenty attributes, and a medium may hold 100,000 files and more. */
const mostElements = 2 ** 22;

/** One file that a medium's directory lists. */
export interface FileReference {
  /** The Referenced File ID, from the medium's root down: an unverified claim, perhaps to somewhere else. */
  readonly components: readonly string[];
  /** Patient's name and study date, as the records above it have them, to say what is missing with it. */
  readonly study: string | null;
}

/**
 * Lists the files that a DICOMDIR refers to, in the order of its records. The records are one flat sequence, and
 * are read as that: the offsets that tie them into a tree (PS3.3 F.3.2.2) are not followed, so that a circle
 * of them does no harm. Patient and study of a file are those of the records before it.
 *
 * @throws AppError as `parseDataSet` does.
 */
export function readFileReferences(bytes: Uint8Array): readonly FileReference[] {
  const references: FileReference[] = [];
  let patient: string | null = null;
  let date: string | null = null;
  const directory = parseDataSet(bytes, bytes.length, mostElements);
  for (const record of directory.sequence(Tag.directoryRecordSequence)) {
    const type = record.text(Tag.directoryRecordType);
    if (type === 'PATIENT') [patient, date] = [record.text(Tag.patientName), null];
    if (type === 'STUDY') date = record.text(Tag.studyDate);
    const fileId = record.text(Tag.referencedFileId);
    if (fileId === null) continue;
    const study = [patient?.replace(/\^+/g, ' ').trim(), date].filter(Boolean).join(' · ');
    references.push({ components: fileId.split('\\').map((part) => part.trim()), study: study || null });
  }
  return references;
}
