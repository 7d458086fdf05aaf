import type { ImageEntry } from '../contract/ipc.ts';
import { formatDate } from '../viewer/format.ts';
import { doubtWords, relationOf } from './person.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** What a film is to the study that is read, in words that stand over it. */
export interface Comparison {
  readonly kind: 'current' | 'prior' | 'later' | 'sameDate' | 'uncertain' | 'otherPatient';
  readonly text: string;
}

/** `Prior 2025-02-01 · 21 months before`, where films of more than one study are on screen. */
export function comparisonOf(current: ImageEntry, film: ImageEntry, say: Say = sayEnglish): Comparison {
  const [now, then] = [current.attributes, film.attributes];
  const date = then.studyDate === null ? say('No date') : formatDate(then.studyDate);
  if (then.studyInstanceUid !== null && then.studyInstanceUid === now.studyInstanceUid)
    return { kind: 'current', text: date };
  if (film.imageId === current.imageId) return { kind: 'current', text: date };
  const relation = relationOf(now, then);
  if (film.container !== 'dicom' || current.container !== 'dicom')
    return { kind: 'uncertain', text: say('{date} · no patient identity', { date }) };
  if (relation.kind === 'other')
    return { kind: 'otherPatient', text: say('Another patient · {date}', { date }) };
  if (relation.kind === 'possible') {
    const doubts = relation.doubts.map((doubt) => say(doubtWords[doubt])).join(', ');
    return { kind: 'uncertain', text: say('Possibly another patient ({doubts}) · {date}', { doubts, date }) };
  }
  return inTime(now.studyDate, then.studyDate, date, say);
}

function inTime(now: string | null, then: string | null, date: string, say: Say): Comparison {
  const [from, to] = [dayOf(then), dayOf(now)];
  if (from === null || to === null) return { kind: 'sameDate', text: say('Other study · {date}', { date }) };
  const interval = from <= to ? formatInterval(from, to, say) : formatInterval(to, from, say);
  if (from.getTime() === to.getTime())
    return { kind: 'sameDate', text: say('Other study · {date} · same day', { date }) };
  return from < to
    ? { kind: 'prior', text: say('Prior {date} · {interval} before', { date, interval }) }
    : { kind: 'later', text: say('Later {date} · {interval} after', { date, interval }) };
}

/** In whole days up to two months, in whole months up to three years, then in whole years. */
export function formatInterval(from: Date, to: Date, say: Say = sayEnglish): string {
  const days = Math.round((to.getTime() - from.getTime()) / 86_400_000);
  const begun = to.getUTCDate() < from.getUTCDate() ? 1 : 0;
  const months =
    12 * (to.getUTCFullYear() - from.getUTCFullYear()) + to.getUTCMonth() - from.getUTCMonth() - begun;
  if (months < 2) return say('{count} day | {count} days', { count: days });
  return months < 36
    ? say('{count} month | {count} months', { count: months })
    : say('{count} year | {count} years', { count: Math.floor(months / 12) });
}

/** Null for what is not a date of the calendar. */
function dayOf(date: string | null): Date | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date === null ? '' : formatDate(date));
  if (parts === null) return null;
  const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
  return day.getUTCMonth() === Number(parts[2]) - 1 ? day : null;
}
