import type { WindowLevel } from '../imaging/window-level.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** `20261123` as `2026-11-23`; anything that is not a DICOM DA (PS3.5 6.2) is left as the file has it. */
export function formatDate(date: string): string {
  const parts = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(date.trim());
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : date.trim();
}

/** `143005.123` (a DICOM TM, PS3.5 6.2) as `14:30`; anything else is left as the file has it. */
export function formatTime(time: string): string {
  const parts = /^(\d{2}):?(\d{2})(:?\d{2}(\.\d+)?)?$/.exec(time.trim());
  return parts ? `${parts[1]}:${parts[2]}` : time.trim();
}

const ageUnits: Readonly<Record<string, Phrase>> = { D: 'd', W: 'w', M: 'mo', Y: 'y' };

/** `007Y` (a DICOM AS, PS3.5 6.2) as `7 y`; anything else is left as the file has it. */
export function formatAge(age: string, say: Say = sayEnglish): string {
  const parts = /^(\d{3})([DWMY])$/.exec(age.trim());
  const unit = ageUnits[parts?.[2] ?? ''];
  return parts && unit ? `${Number(parts[1])} ${say(unit)}` : age.trim();
}

/**
 * A DICOM PN (PS3.5 6.2.1) as a line: family name first, and every filled component group, since one person
 * reads the Latin letters and another the ideographs. Plain text, whatever markup the file put into it.
 */
export function formatPersonName(name: string): string {
  const groups = name.split('=').map(formatNameGroup);
  return groups.filter((group) => group !== '').join(' = ');
}

function formatNameGroup(group: string): string {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const rest = [prefix, given, middle, suffix].filter((part) => part !== '').join(' ');
  return [family, rest].filter((part) => part !== '').join(', ');
}

/** Centre and width as on a film: `C 2048 W 4096`, at most one decimal, or three digits of a narrow window. */
export function formatWindow({ center, width }: WindowLevel): string {
  if (width < 10) return `C ${Number(center.toPrecision(3))} W ${Number(width.toPrecision(3))}`;
  return `C ${short(center)} W ${short(width)}`;
}

/** A fraction in [0, 1] with the two decimals that the method is good for. */
export function formatProbability(probability: number, say: Say = sayEnglish): string {
  const digits = probability.toFixed(2);
  // The sign between whole and hundredths is the language's; a number would lose its last nought.
  return digits.replace('.', say('.'));
}

/** A fraction as `87 %`. */
export function formatPercent(fraction: number): string {
  return `${Math.round(fraction * 100)} %`;
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10);
}
