const day = 86_400_000;

/**
 * Dates of VR DA or DT some days earlier; times of day stay, so that what lies between two moments does too. What
 * is no date is empty.
 */
export function shiftedDates(text: string, vr: string, days: number): string {
  if (vr === 'TM') return /^[0-9.: \\]*$/.test(text) ? text : '';
  return text
    .split('\\')
    .map((value) => shifted(value.trim(), vr, days))
    .join('\\');
}

function shifted(value: string, vr: string, days: number): string {
  const found = /^(\d{4})\.?(\d{2})\.?(\d{2})([0-9.+-]*)$/.exec(value);
  if (found === null) return '';
  const [, year, month, date, rest = ''] = found;
  const moved = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)) - days * day);
  if (!Number.isFinite(moved.getTime()) || moved.getUTCFullYear() < 1) return '';
  return moved.toISOString().slice(0, 10).replaceAll('-', '') + (vr === 'DT' ? rest : '');
}
