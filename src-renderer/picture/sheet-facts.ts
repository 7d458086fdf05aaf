import { studyKeysOf } from '#common/browse/study-identity';
import { formatDate, formatPersonName } from '#common/viewer/format';
import { rulerOf } from '#common/measure/ruler';
import type { PrintedFilm } from '#common/print/lay-out';
import { trueScale, trueSizeWords } from '#common/viewer/true-size';
import { say } from '../words.svelte.ts';
import type { FilmSubject } from './film-subject.ts';

type Facts = Omit<PrintedFilm, 'width' | 'height'>;

/** What stands on a sheet about a film, and how large a pixel of its picture is; nobody's name without `identity`. */
export function sheetFacts({ entry, frame, marks }: FilmSubject, identity: boolean): Facts {
  const { attributes } = entry;
  const { pixels } = frame.description;
  const ruler = rulerOf(pixels, attributes.modality, marks.calibration);
  const scale = trueScale(ruler, pixels, 1);
  const { patientId, patientName, patientBirthDate, patientSex, institutionName } = attributes;
  const { studyDate, studyDescription, bodyPartExamined, viewPosition, imageLaterality } = attributes;
  const name = patientName === null ? null : formatPersonName(patientName);
  const who = [
    name,
    patientId && `ID ${patientId}`,
    patientBirthDate && say('born {date}', { date: formatDate(patientBirthDate) }),
    patientSex,
  ];
  const film = [bodyPartExamined, viewPosition, imageLaterality];
  const when = [studyDate && formatDate(studyDate), studyDescription];
  return {
    millimetresPerPixel: typeof scale === 'number' ? scale : null,
    sizeWords: trueSizeWords(ruler),
    person: studyKeysOf(attributes, entry.imageId).patient,
    header: identity
      ? [joined(who) || say('No patient identity'), joined([institutionName])].filter(Boolean)
      : [],
    caption: joined(identity ? [...when, ...film] : film),
  };
}

function joined(words: readonly (string | null)[]): string {
  return words.filter((word) => word !== null && word.trim() !== '').join(' · ');
}
