import type { FoundObject } from '#common/objects/found-object';
import { formatDate, formatTime } from '#common/viewer/format';
import type { Phrase } from '#common/words/say';

export const objectKindWords: Readonly<Record<FoundObject['kind'], Phrase>> = {
  report: 'Structured report',
  keySelection: 'Key images',
  presentationState: 'Presentation state',
};

/** When it was made, in which series, by whose program. */
export function headingOf({ date, time, seriesDescription, manufacturer }: FoundObject): string {
  const when = date === '' ? '' : `${formatDate(date)} ${time === '' ? '' : formatTime(time)}`.trim();
  return [when, seriesDescription, manufacturer].filter((text) => text !== '').join(' · ');
}
