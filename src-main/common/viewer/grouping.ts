import { studyKeysOf } from '../browse/study-identity.ts';
import type { ImageEntry, ImageId } from '../contract/ipc.ts';
import { formatDate, formatPersonName } from './format.ts';
import type { Phrase } from '../words/say.ts';

export interface SeriesGroup {
  readonly key: string;
  readonly title: string;
  readonly images: readonly ImageEntry[];
}

export interface StudyGroup {
  readonly key: string;
  /** Date and description, or the file's name where it carries neither. */
  readonly title: string;
  readonly series: readonly SeriesGroup[];
}

export interface PatientGroup {
  readonly key: string;
  /** Null for files that say nothing of a person: each stands alone, because nothing says they are of one. */
  readonly name: string | null;
  readonly patientId: string | null;
  readonly studies: readonly StudyGroup[];
}

/**
 * Patient, study, series, image, everywhere in order of arrival: what comes later is appended to its group
 * and never moves what is already listed before it.
 */
export function groupImages(images: readonly ImageEntry[]): readonly PatientGroup[] {
  return groupBy(images, patientKeys(images)).map(({ key, members }) => ({
    key,
    name: patientName(members[0]!),
    patientId: members[0]!.attributes.patientId,
    studies: groupBy(members, members.map(studyKey)).map((study) => ({
      key: `${key}|${study.key}`,
      title: studyTitle(study.members[0]!),
      series: groupBy(study.members, study.members.map(seriesKey)).map((series) => ({
        key: `${key}|${study.key}|${series.key}`,
        title: seriesTitle(series.members[0]!),
        images: series.members,
      })),
    })),
  }));
}

export function indexImages(images: readonly ImageEntry[]): ReadonlyMap<ImageId, ImageEntry> {
  return new Map(images.map((image) => [image.imageId, image]));
}

/** The words for a person without a name or number. */
export const noIdentity = 'No patient identity' satisfies Phrase;

/**
 * Frames of one file arrive as consecutive entries counted from 0, so a frame after the first belongs to the
 * file before it: the only tie between frames of a file without tags.
 */
function patientKeys(images: readonly ImageEntry[]): readonly string[] {
  let file = '';
  return images.map((image) => {
    if (image.frame === 0 || file === '') file = image.imageId;
    return studyKeysOf(image.attributes, file).patient;
  });
}

function patientName({ attributes }: ImageEntry): string | null {
  const name = attributes.patientName === null ? '' : formatPersonName(attributes.patientName);
  return name || attributes.patientId;
}

const studyKey = ({ attributes }: ImageEntry): string => attributes.studyInstanceUid ?? '';
const seriesKey = ({ attributes }: ImageEntry): string => attributes.seriesInstanceUid ?? '';

function studyTitle({ attributes, displayName }: ImageEntry): string {
  const date = attributes.studyDate === null ? null : formatDate(attributes.studyDate);
  return [date, attributes.studyDescription].filter((text) => text !== null).join(' · ') || displayName;
}

function seriesTitle({ attributes }: ImageEntry): string {
  const { modality, seriesNumber, seriesDescription, bodyPartExamined } = attributes;
  const words = [modality, seriesNumber && `series ${seriesNumber}`, seriesDescription ?? bodyPartExamined];
  return words.filter((text) => text !== null && text !== '').join(' · ');
}

function groupBy(
  images: readonly ImageEntry[],
  keys: readonly string[],
): readonly { readonly key: string; readonly members: readonly ImageEntry[] }[] {
  const groups = new Map<string, ImageEntry[]>();
  images.forEach((image, index) => {
    const key = keys[index] ?? '';
    const members = groups.get(key);
    if (members) members.push(image);
    else groups.set(key, [image]);
  });
  return [...groups].map(([key, members]) => ({ key, members }));
}
