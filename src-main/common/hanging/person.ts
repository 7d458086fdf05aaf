import { foldText } from '../browse/search-text.ts';
import type { ImageAttributes } from '../dicom/image-description.ts';
import type { Phrase } from '../words/say.ts';

export type Person = Pick<
  ImageAttributes,
  'patientId' | 'issuerOfPatientId' | 'patientBirthDate' | 'patientName'
>;

/** What speaks against two films being of one person, or is not stated where it would have to agree. */
export type Doubt = 'patientId' | 'issuerOfPatientId' | 'patientBirthDate' | 'patientName';

export const doubtWords: Readonly<Record<Doubt, Phrase>> = {
  patientId: 'patient id',
  issuerOfPatientId: 'issuer of the id',
  patientBirthDate: 'birth date',
  patientName: 'name',
};

/** Whether two films are of one person, and if that is not certain, why not. */
export type Relation =
  | { readonly kind: 'same' }
  | { readonly kind: 'possible'; readonly doubts: readonly Doubt[] }
  | { readonly kind: 'other' };

/**
 * One person where Patient ID, birth date and name are stated and agree, and the issuer of the id where it is
 * stated. A possible one shares the id, or both name and birth date, and no more.
 */
export function relationOf(one: Person, other: Person): Relation {
  const same = (part: Doubt): boolean => said(part, one) === said(part, other);
  const agree = (part: Doubt): boolean => said(part, one) !== '' && same(part);
  const doubts: Doubt[] = (['patientId', 'patientBirthDate', 'patientName'] as const).filter(
    (part) => !agree(part),
  );
  if (!same('issuerOfPatientId')) doubts.push('issuerOfPatientId');
  if (doubts.length === 0) return { kind: 'same' };
  const isPossible = agree('patientId') || (agree('patientName') && agree('patientBirthDate'));
  return isPossible ? { kind: 'possible', doubts } : { kind: 'other' };
}

/** `A^B` and `a^b^^` are one name; an id is as it is written. */
function said(part: Doubt, person: Person): string {
  const value = person[part]?.trim() ?? '';
  return part === 'patientName' ? foldText(value) : value;
}
