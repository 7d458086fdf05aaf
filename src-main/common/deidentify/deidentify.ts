import type { Values } from '../dicom/data-set.ts';
import type { DataSet } from '../dicom/parse.ts';
import { Tag, type AnyTag } from '../dicom/tags.ts';
import { asciiBytes, type WrittenElement } from '../dicom/write-elements.ts';
import { cleanText, holdsAny, isNamed, wordsToClean } from './clean-text.ts';
import { methodCodes, type Deidentification, type Pseudonyms } from './deidentification.ts';
import { actionFor, type Action } from './rules.ts';
import { shiftedDates } from './shift-dates.ts';
import { hasItsForm } from './unlisted-values.ts';

/** The VR that the standard gives an attribute; null where it knows none. */
export type StandardVr = (tag: AnyTag) => string | null;

interface Context {
  readonly options: Deidentification;
  readonly pseudonyms: Pseudonyms;
  readonly standardVr: StandardVr;
  readonly patient: string;
  readonly names: ReadonlySet<string>;
  readonly pixels: AnyTag | null;
}

/**
 * The attributes of an image without whom it shows, in ascending order, pixels left out: those that the standard
 * lacks are gone, and so are private ones, on every level. Values that stay are the bytes of the file.
 */
export function deidentified(
  dataSet: DataSet,
  options: Deidentification,
  pseudonyms: Pseudonyms,
  standardVr: StandardVr,
): readonly WrittenElement[] {
  const patient = [dataSet.text(Tag.patientId), dataSet.text(Tag.issuerOfPatientId)].join('\\');
  // Without an id, patients are told apart by the study.
  const identity =
    dataSet.text(Tag.patientId) === null ? (dataSet.text(Tag.studyInstanceUid) ?? '') : patient;
  const names = wordsToClean(identitiesIn(dataSet, standardVr));
  const pixels = dataSet.pixelData?.tag ?? null;
  const context = { options, pseudonyms, standardVr, patient: identity, names, pixels };
  const kept = deidentifiedLevel(dataSet, context);
  const stated = statements(options, pseudonyms.patient(identity));
  return [...new Map([...kept, ...stated].map((one) => [one.tag, one])).values()].sort((a, b) =>
    a.tag < b.tag ? -1 : 1,
  );
}

function deidentifiedLevel(values: Values, context: Context): readonly WrittenElement[] {
  return values.tags().flatMap((tag) => {
    if (tag === context.pixels) return [];
    const vr = vrOf(values, tag, context.standardVr);
    // What the standard has no name for is nobody's to judge.
    if (vr === null) return [];
    const written = deidentifiedElement(values, tag, vr, context);
    return written === null ? [] : [{ tag, vr, value: written }];
  });
}

function deidentifiedElement(
  values: Values,
  tag: AnyTag,
  vr: string,
  context: Context,
): WrittenElement['value'] | null {
  const action = actionFor(tag, vr, context.options);
  if (action === 'remove') return null;
  if (action === 'empty') return new Uint8Array();
  if (vr === 'SQ')
    return action === 'dummy'
      ? new Uint8Array()
      : values.sequence(tag).map((item) => deidentifiedLevel(item, context));
  return changed(values, tag, vr, action, context);
}

function changed(
  values: Values,
  tag: AnyTag,
  vr: string,
  action: Exclude<Action, 'remove' | 'empty'>,
  { pseudonyms, patient, names }: Context,
): Uint8Array | null {
  const bytes = values.bytes(tag) ?? new Uint8Array();
  const text = () => values.text(tag) ?? '';
  if (action === 'dummy') return asciiBytes(dummies[vr] ?? '');
  if (action === 'uid') return asciiBytes(remapped(text(), pseudonyms));
  if (action === 'shift') return asciiBytes(shiftedDates(text(), vr, pseudonyms.days(patient)));
  if (action === 'clean') return asciiBytes(cleanText(text(), names));
  // The meaning of a code, too, was typed by somebody.
  if (/^(LO|SH|ST|LT|UC|UT|PN)$/.test(vr) && holdsAny(text(), names))
    return asciiBytes(cleanText(text(), names));
  // A term of the standard that happens to be a name is lost with it, but for those that pixels need.
  if (vr === 'CS' && !tag.startsWith('x0028') && isNamed(text(), names)) return null;
  return hasItsForm(text(), vr, bytes.length) ? bytes : null;
}

/** UIDs that the standard itself gave out say what a thing is and not which. */
function remapped(uids: string, pseudonyms: Pseudonyms): string {
  return uids
    .split('\\')
    .map((uid) => (uid === '' || uid.startsWith('1.2.840.10008.') ? uid : pseudonyms.uid(uid)))
    .join('\\');
}

const dummies: Readonly<Record<string, string>> = {
  ...{ AS: '', DA: '19000101', TM: '000000', DT: '19000101000000', DS: '0', IS: '0' },
  ...{ AE: 'REMOVED', CS: 'REMOVED', LO: 'REMOVED', LT: 'REMOVED', PN: 'REMOVED', SH: 'REMOVED' },
  ...{ ST: 'REMOVED', UC: 'REMOVED', UT: 'REMOVED' },
};

/** The file's own word is trusted but for UN, which says that a writer on the way did not know. */
function vrOf(values: Values, tag: AnyTag, standardVr: StandardVr): string | null {
  const standard = standardVr(tag);
  if (standard === null) return null;
  const written = values.vr(tag);
  // Where the two disagree in whether there are items, only the bytes could tell.
  if (written !== null && written !== 'UN' && (written === 'SQ') !== (standard === 'SQ')) return null;
  return written === null || written === 'UN' ? standard : strictest(written, standard);
}

/** A text that hides under the VR of numbers, or the other way round, is held to what the standard says. */
function strictest(written: string, standard: string): string {
  const isNumber = (vr: string) => /^(US|SS|UL|SL|FL|FD|AT|SV|UV|O.)$/.test(vr);
  return isNumber(written) && isNumber(standard) ? written : standard;
}

/** Every name, and every id of the patient, on every level. */
function identitiesIn(values: Values, standardVr: StandardVr): readonly string[] {
  return values.tags().flatMap((tag) => {
    const vr = vrOf(values, tag, standardVr);
    if (vr === 'SQ') return values.sequence(tag).flatMap((item) => identitiesIn(item, standardVr));
    const isIdentity =
      vr === 'PN' || tag === Tag.patientId || tag === 'x00101000' || tag === Tag.accessionNumber;
    return isIdentity ? [values.text(tag) ?? ''] : [];
  });
}

/** What the object says of what was done (PS3.15 E.1.1), and who stands for the patient. */
function statements(options: Deidentification, pseudonym: string): readonly WrittenElement[] {
  const said = (tag: AnyTag, vr: string, text: string) => ({ tag, vr, value: asciiBytes(text) });
  const temporal = { removed: 'REMOVED', shifted: 'MODIFIED', kept: 'UNMODIFIED' } as const;
  return [
    said(Tag.patientName, 'PN', pseudonym),
    said(Tag.patientId, 'LO', pseudonym),
    said('x00120062', 'CS', 'YES'),
    said('x00120063', 'LO', 'PS3.15 Basic Profile by Osteon'),
    {
      tag: 'x00120064',
      vr: 'SQ',
      value: methodCodes(options).map(([code, meaning]) => [
        said('x00080100', 'SH', code),
        said('x00080102', 'SH', 'DCM'),
        said('x00080104', 'LO', meaning),
      ]),
    },
    ...(options.redactions.length > 0 ? [said(Tag.burnedInAnnotation, 'CS', 'NO')] : []),
    said('x00280303', 'CS', temporal[options.dates]),
  ];
}
