import type { ImageAttributes } from '../dicom/image-description.ts';

/** Above this a birth date is far likelier a placeholder, such as 1 January 1900, than a person. */
const oldestBelievable = 110;
const yearsPerUnit = { D: 1 / 365.25, W: 7 / 365.25, M: 1 / 12, Y: 1 } as const;

/**
 * Age in years at the study, from Patient's Age (0010,1010), an AS of PS3.5 6.2, or else from the birth date
 * and the study or acquisition date. Null when absent, malformed or not believable.
 */
export function patientAgeInYears(
  attributes: Pick<ImageAttributes, 'patientAge' | 'patientBirthDate' | 'studyDate' | 'acquisitionDate'>,
): number | null {
  const years =
    ageString(attributes.patientAge) ??
    yearsBetween(attributes.patientBirthDate, attributes.studyDate ?? attributes.acquisitionDate);
  return years !== null && years >= 0 && years <= oldestBelievable ? years : null;
}

function ageString(age: string | null): number | null {
  const match = /^(\d{3})([DWMY])$/.exec(age ?? '');
  return match ? Number(match[1]) * yearsPerUnit[match[2] as keyof typeof yearsPerUnit] : null;
}

/** Whole years, counted as birthdays are. */
function yearsBetween(birth: string | null, day: string | null): number | null {
  const [from, to] = [calendarDay(birth), calendarDay(day)];
  if (from === null || to === null) return null;
  return Math.floor((to - from) / 10_000);
}

/** `YYYYMMDD`, or `YYYY.MM.DD` of ACR-NEMA, as the number YYYYMMDD: differences over 10,000 are birthdays. */
function calendarDay(text: string | null): number | null {
  const match = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(text ?? '');
  if (!match || Number(match[2]) < 1 || Number(match[2]) > 12) return null;
  return Number(`${match[1]}${match[2]}${match[3]}`);
}
