import type { ChainFault, ChainFaultKind, ChainState } from '../agreement/chain.ts';
import type { ReaderVerdict } from '../agreement/entry.ts';
import type { Estimate } from '../agreement/statistics.ts';
import type { Phrase, Say } from '../words/say.ts';

/** What a reader says, in a word or two. */
export const readerVerdictWords: Readonly<Record<ReaderVerdict, Phrase>> = {
  agree: 'agree',
  disagree: 'disagree',
  unsure: 'unsure',
  fracture: 'fracture',
  noFracture: 'none seen',
};

const faultMessages = {
  altered: 'Entry {entry} was altered.',
  missing: 'Entry {entry} is missing.',
  misplaced: 'Entry {entry} stands in a wrong place.',
  broken: 'Entry {entry} does not continue the one before: either was written anew.',
  truncated: 'Entry {entry} and those behind it are gone.',
  unanchored: 'Nothing tells whether the log went on after entry {entry}.',
} as const satisfies Record<ChainFaultKind, string>;

export function faultText({ kind, entry }: ChainFault, say: Say): string {
  return say(faultMessages[kind], { entry });
}

/** How it stands with the log, in a line. */
export function chainText({ entries, faultCount, faults }: ChainState, say: Say): string {
  const [first] = faults;
  if (entries === 0) return say('The log is empty.');
  if (first === undefined)
    return say('The log is intact: {count} entry. | The log is intact: {count} entries.', { count: entries });
  return say(
    'The log was tampered with, first at entry {entry} of {entries}: {count} fault. | The log was tampered with, first at entry {entry} of {entries}: {count} faults.',
    { entry: first.entry, entries, count: faultCount },
  );
}

/** `70 % (56–81 %)`: a share with its interval. */
export function shareText(estimate: Estimate | null, say: Say): string {
  if (estimate === null) return say('none yet');
  const percent = (value: number): string => String(Math.round(value * 100));
  const { value, lower, upper } = estimate;
  return `${percent(value)} % (${percent(lower)}–${percent(upper)} %)`;
}

/** `0.40 (0.15 to 0.65)` */
export function kappaText(estimate: Estimate | null, say: Say): string {
  if (estimate === null) return say('none yet');
  const number = (value: number): string => value.toFixed(2).replace('.', say('.'));
  const { value, lower, upper } = estimate;
  return say('{value} ({lower} to {upper})', {
    ...{ value: number(value), lower: number(lower), upper: number(upper) },
  });
}
