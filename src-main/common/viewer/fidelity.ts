import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import type { Phrase } from '../words/say.ts';

/** Why what is on screen may be less than what the detector saw, or than the file holds. */
export type Fidelity = 'loading' | 'lossy' | 'guessed';

/** Told by shape and word, as findings are. */
export interface FidelityLook {
  readonly words: Phrase;
  /** As short as the minimal corner texts need it. */
  readonly shortWords: Phrase;
  /** A sentence for the tooltip. */
  readonly meaning: Phrase;
  readonly shape: 'dotted-circle' | 'wave' | 'question';
}

export const fidelityLooks: Readonly<Record<Fidelity, FidelityLook>> = {
  loading: {
    words: 'still loading: reduced resolution',
    shortWords: 'still loading',
    meaning: 'A first look at reduced resolution; the whole film is being decoded.',
    shape: 'dotted-circle',
  },
  lossy: {
    words: 'lossy compression',
    shortWords: 'lossy',
    meaning: 'The pixels went through an irreversible compression at some time.',
    shape: 'wave',
  },
  guessed: {
    words: 'transfer syntax guessed',
    shortWords: 'syntax guessed',
    meaning: 'The file names no transfer syntax, or a wrong one; its content decided.',
    shape: 'question',
  },
};

/** All that holds of a frame, the most fleeting first. */
export function fidelityOf({ description, reduction }: DecodedFrame): readonly Fidelity[] {
  const { lossy, transferSyntaxSniffed } = description.pixels;
  const marks: readonly (Fidelity | false)[] = [
    reduction > 1 && 'loading',
    lossy && 'lossy',
    transferSyntaxSniffed && 'guessed',
  ];
  return marks.filter((mark) => mark !== false);
}
