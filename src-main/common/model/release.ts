import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** `rankingOnly` lets a number be shown for ordering films, and no verdict on any of them. */
export const releases = ['threeWay', 'rankingOnly'] as const;
export type Release = (typeof releases)[number];

/** The figures of the test split that decide; of an estimate the lower end of its 95 % interval counts. */
export interface ReleaseFigures {
  readonly auroc: { readonly lower: number };
  /** At the sensitive operating point. */
  readonly sensitivity: { readonly lower: number };
}

export interface ReleaseDecision {
  readonly verdict: Release;
  /** A sentence for people, with the figures. */
  readonly reason: string;
}

const floors = { auroc: 0.9, sensitivity: 0.8 } as const;
const names = {
  auroc: 'test AUROC',
  sensitivity: 'test sensitivity at the sensitive point',
} as const satisfies Readonly<Record<keyof typeof floors, Phrase>>;

/**
 * The release floor: a model whose test AUROC may be under 0.90, or whose sensitivity at the sensitive point
 * may be under 0.80, orders films but says nothing of a single one.
 *
 * @param say for a window of another language; cards are in English
 */
export function decideRelease(figures: ReleaseFigures, say: Say = sayEnglish): ReleaseDecision {
  const measured = (['auroc', 'sensitivity'] as const).map((figure) => ({
    reached: figures[figure].lower >= floors[figure],
    figure: say(names[figure]),
    bound: figures[figure].lower.toFixed(3).replace('.', say('.')),
    floor: floors[figure].toFixed(2).replace('.', say('.')),
  }));
  const missed = measured.filter(({ reached }) => !reached);
  const listed = missed.length > 0 ? missed : measured;
  const clauses = listed.map(({ figure, bound, floor }) =>
    missed.length > 0
      ? say('the {figure} ({bound}) is under the floor of {floor}', { figure, bound, floor })
      : say('the {figure} ({bound}) is not under the floor of {floor}', { figure, bound, floor }),
  );
  return {
    verdict: missed.length > 0 ? 'rankingOnly' : 'threeWay',
    reason: say('Of the 95 % intervals, the lower bound of {clauses}.', {
      clauses: clauses.join(say(', and that of ')),
    }),
  };
}
