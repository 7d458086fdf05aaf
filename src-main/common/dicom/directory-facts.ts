import type { DataSet } from './parse.ts';
import { Tag } from './tags.ts';

const factTags = {
  patientName: Tag.patientName,
  patientId: Tag.patientId,
  studyInstanceUid: Tag.studyInstanceUid,
  studyDate: Tag.studyDate,
  studyTime: Tag.studyTime,
  studyDescription: Tag.studyDescription,
  studyId: Tag.studyId,
  accessionNumber: Tag.accessionNumber,
  seriesInstanceUid: Tag.seriesInstanceUid,
  modality: Tag.modality,
  seriesNumber: Tag.seriesNumber,
  sopClassUid: Tag.sopClassUid,
  sopInstanceUid: Tag.sopInstanceUid,
  instanceNumber: Tag.instanceNumber,
} as const;

/** What the directory of a medium says of an image (PS3.3 F.5.1 to F.5.4); what the file lacks is empty. */
export type DirectoryFacts = Readonly<Record<keyof typeof factTags | 'transferSyntaxUid', string>>;

export function readDirectoryFacts(dataSet: DataSet): DirectoryFacts {
  const texts = Object.entries(factTags).map(([name, tag]) => [name, dataSet.text(tag) ?? '']);
  return { ...Object.fromEntries(texts), transferSyntaxUid: dataSet.transferSyntax.uid };
}
