import type { AnyTag } from '../dicom/tags.ts';
import type { Action } from './rules.ts';

/**
 * Texts without a row in table E.1-1 that an image needs, or that say what it is: codes and their meanings, the
 * make of the device, the units of its values, and where a sequence is filled. Every other text is taken to name
 * somebody.
 */
const harmlessTexts: ReadonlySet<string> = new Set(
  `x00080070 x00081090 x00181020 x00281054 x00283004
   x00080100 x00080102 x00080103 x00080104 x0008010d x0008010f x00080105 x00080119 x00080120 x00080122`
    .trim()
    .split(/\s+/),
);

const texts = ['AE', 'LO', 'LT', 'PN', 'SH', 'ST', 'UC', 'UN', 'UR', 'UT'];
/** Of bytes and words nobody can say what they hold, but for tables and pixels. */
const blobs = ['OB', 'OW', 'OD', 'OF', 'OL', 'OV'];

/** What becomes of an attribute that the table does not list, by what its VR can hold. */
export function unlistedAction(tag: AnyTag, vr: string): Action {
  if (texts.includes(vr)) return harmlessTexts.has(tag) ? 'keep' : 'remove';
  if (blobs.includes(vr)) return /^x(0028|7fe0)/.test(tag) ? 'keep' : 'remove';
  return vr === 'UI' ? 'uid' : 'keep';
}

const forms: Readonly<Record<string, RegExp>> = {
  AS: /^\d{3}[DWMY]$/,
  CS: /^[A-Z0-9_ ]{0,16}$/,
  DA: /^(\d{8}|\d{4}\.\d{2}\.\d{2})?$/,
  DS: /^[-+0-9.eE ]{0,16}$/,
  DT: /^[-+0-9. ]{0,26}$/,
  IS: /^[-+0-9 ]{0,12}$/,
  TM: /^[0-9.: ]{0,16}$/,
  UI: /^[0-9.]{0,64}$/,
};

/** No list of codes or numbers of an image comes near it, and nobody reads further. */
const longestList = 1024;

/**
 * Whether a value has the form that its VR allows: what stands there against the standard may be anything.
 *
 * @param length of the value in bytes
 */
export function hasItsForm(text: string, vr: string, length: number): boolean {
  const form = forms[vr];
  if (form === undefined) return true;
  return length <= longestList && text.split('\\').every((value) => form.test(value.trim()));
}
