import type { Values } from '../dicom/data-set.ts';
import { Tag } from '../dicom/tags.ts';
import { AppError } from '../errors.ts';

const identityTags = {
  PatientName: Tag.patientName,
  PatientID: Tag.patientId,
  IssuerOfPatientID: Tag.issuerOfPatientId,
  PatientBirthDate: Tag.patientBirthDate,
  PatientSex: Tag.patientSex,
  PatientAge: Tag.patientAge,
  StudyInstanceUID: Tag.studyInstanceUid,
  StudyDate: Tag.studyDate,
  StudyTime: Tag.studyTime,
  ReferringPhysicianName: Tag.referringPhysicianName,
  StudyID: Tag.studyId,
  AccessionNumber: Tag.accessionNumber,
  StudyDescription: Tag.studyDescription,
  SeriesInstanceUID: Tag.seriesInstanceUid,
  SOPClassUID: Tag.sopClassUid,
  SOPInstanceUID: Tag.sopInstanceUid,
  Modality: Tag.modality,
  Laterality: Tag.laterality,
  ImageLaterality: Tag.imageLaterality,
  PatientOrientation: Tag.patientOrientation,
  BurnedInAnnotation: Tag.burnedInAnnotation,
  LossyImageCompression: Tag.lossyImageCompression,
  LossyImageCompressionRatio: Tag.lossyImageCompressionRatio,
  LossyImageCompressionMethod: Tag.lossyImageCompressionMethod,
} as const;

/**
 * What objects made of an image take over from it: whose it is, and what they refer to. Text is decoded, and what
 * the image lacks is empty; dates, times, ages and sexes that the standard does not allow count as lacking.
 */
export type SourceIdentity = Readonly<Record<keyof typeof identityTags, string>> & {
  /** Number of Frames (0028,0008), 1 where it is absent. */
  readonly numberOfFrames: number;
};

/** Reads the identity of an image from the top level of its data set. */
export function readSourceIdentity(values: Values): SourceIdentity {
  const texts = Object.entries(identityTags).map(([keyword, tag]) => {
    const text = values.text(tag) ?? '';
    return [keyword, valid[keyword]?.(text) ?? text];
  });
  const [frames = 1] = values.decimals(Tag.numberOfFrames);
  return { ...Object.fromEntries(texts), numberOfFrames: Number.isInteger(frames) ? frames : 1 };
}

const storage = '1.2.840.10008.5.1.4.1.1.';
/** Of Storage SOP classes of one frame, what follows the root that all have (PS3.3 A.1.4 and the IODs): no frame is named. */
const singleFrameClasses: ReadonlySet<string> = new Set([
  ...['1', '1.1', '1.1.1', '1.2', '1.2.1', '1.3', '1.3.1', '2', '4', '6.1', '7', '128'],
  ...['77.1.1', '77.1.2', '77.1.3', '77.1.4', '77.1.5.1'],
]);
/** RT Dose Storage: stored with pixels, but none of the images that an object may name (PS3.3 A.18). */
const doses = `${storage}481.2`;

/** An image that objects can refer to. Frames count from 0. */
export interface SourceFrame {
  readonly identity: SourceIdentity;
  readonly frame: number;
}

/** The attributes of type 1 that every object made of an image takes from it, by their names in PS3.6. */
const references = {
  StudyInstanceUID: 'Study Instance UID (0020,000D)',
  SeriesInstanceUID: 'Series Instance UID (0020,000E)',
  SOPClassUID: 'SOP Class UID (0008,0016)',
  SOPInstanceUID: 'SOP Instance UID (0008,0018)',
} as const;

/** @throws AppError `not-referable` where the kind of the image lets no object name the frame */
export function requireReferableFrame({ identity: { SOPClassUID, numberOfFrames } }: SourceFrame): void {
  if (SOPClassUID === doses)
    throw new AppError('not-referable', 'A dose distribution is no image that an object may refer to.');
  if (numberOfFrames > 1 && singleFrameClasses.has(SOPClassUID.slice(storage.length)))
    throw new AppError(
      'not-referable',
      'The SOP class of the image allows one frame and it has several, so no object can name one of them.',
    );
}

/**
 * Refuses an image that nothing can refer to.
 *
 * @throws AppError `not-referable`, naming what is missing or wrong.
 */
export function requireReferable(identity: SourceIdentity): void {
  for (const [keyword, name] of Object.entries(references)) {
    const uid = identity[keyword as keyof typeof references];
    if (uid === '')
      throw new AppError('not-referable', `The image has no ${name}, so no object can refer to it.`);
    if (!/^[0-9.]{1,64}$/.test(uid))
      throw new AppError('not-referable', `The ${name} of the image is no UID.`);
  }
}

const valid: Readonly<Record<string, (text: string) => string>> = {
  // The first two are written so in files older than the standard's present form (PS3.5 table 6.2-1).
  PatientBirthDate: dateOf,
  StudyDate: dateOf,
  StudyTime: (text) => matching(text.replaceAll(':', ''), /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/),
  PatientAge: (text) => matching(text, /^\d{3}[DWMY]$/),
  PatientSex: (text) => matching(text, /^[MFO]$/),
};

function dateOf(text: string): string {
  return matching(text.replace(/^(\d{4})\.(\d{2})\.(\d{2})$/, '$1$2$3'), /^\d{8}$/);
}

function matching(text: string, pattern: RegExp): string {
  return pattern.test(text) ? text : '';
}
