import type { ImageAttributes } from '../dicom/image-description.ts';
import { formatDate, formatPersonName } from '../viewer/format.ts';

/** What no common file system, or only some, takes in a name. */
const forbidden = /[\u0000-\u001f\u007f<>:"/\\|?*]+/g;
/** Devices under Windows, whatever extension they have. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 120;

/** A name that every file system takes, without extension; `film` where nothing is left of it. */
export function safeFileName(name: string): string {
  const plain = name.normalize('NFC').replace(forbidden, '-').replace(/\s+/g, ' ');
  const short = [...plain].slice(0, longest).join('');
  const trimmed = short.replace(/^[.\s-]+|[.\s-]+$/g, '');
  if (trimmed === '') return 'film';
  return reserved.test(trimmed) ? `film ${trimmed}` : trimmed;
}

/**
 * What a picture is called, without extension: `hand-pa-l-02`. Who it is of stands in it only where that was asked for.
 *
 * @param number counted from 1, of `count` films
 */
export function pictureName(
  attributes: ImageAttributes,
  { number, count, identity }: { number: number; count: number; identity: boolean },
): string {
  const { bodyPartExamined, viewPosition, imageLaterality, patientName, patientId, studyDate } = attributes;
  const film = [bodyPartExamined, viewPosition, imageLaterality].map(plainWord).filter((word) => word !== '');
  const place = count > 1 ? [String(number).padStart(String(count).length, '0')] : [];
  const words = [...(film.length > 0 ? film : ['film']), ...place].join('-');
  if (!identity) return safeFileName(words);
  const person = patientName === null ? null : formatPersonName(patientName);
  const who = [person, patientId, studyDate && formatDate(studyDate)];
  return safeFileName([...who.filter((word) => word !== null && word !== ''), words].join(' '));
}

/** Codes are short words of Latin letters; anything else may be free text that names somebody. */
function plainWord(code: string | null): string {
  const word = (code ?? '').trim().toLowerCase();
  return /^[a-z0-9 _]{1,16}$/.test(word) ? word.replace(/[ _]+/g, '-') : '';
}
