/** A film's score, larger for more suspicious, with the truth. */
export interface Scored {
  readonly score: number;
  readonly positive: boolean;
}

/** Films that a threshold cannot tell apart, from the most suspicious score down. */
export interface Tie {
  readonly score: number;
  readonly positives: number;
  readonly negatives: number;
}

/** The area under the ROC curve: the chance that a positive outranks a negative, ties counting half. */
export function auroc(films: readonly Scored[]): number {
  const { positives, negatives } = countClasses(films);
  let above = 0;
  let area = 0;
  for (const tie of tiesFromTop(films)) {
    area += tie.negatives * (above + tie.positives / 2);
    above += tie.positives;
  }
  return area / (positives * negatives);
}

/** The mean over positives of the precision at their score, ties taken together; no interpolation. */
export function averagePrecision(films: readonly Scored[]): number {
  const { positives } = countClasses(films);
  let [found, seen, sum] = [0, 0, 0];
  for (const tie of tiesFromTop(films)) {
    found += tie.positives;
    seen += tie.positives + tie.negatives;
    sum += (tie.positives * found) / seen;
  }
  return sum / positives;
}

/** The largest sensitivity of a threshold whose specificity is at least the given one. */
export function sensitivityAtSpecificity(films: readonly Scored[], specificity: number): number {
  const { positives, negatives } = countClasses(films);
  const allowed = allowedErrors(negatives, specificity);
  let [found, wrong] = [0, 0];
  for (const tie of tiesFromTop(films)) {
    wrong += tie.negatives;
    if (wrong > allowed) break;
    found += tie.positives;
  }
  return found / positives;
}

/** The share of positives at or above a threshold. @throws RangeError when there is none. */
export function sensitivity(films: readonly Scored[], threshold: number): number {
  return shareOf(films, true, ({ score }) => score >= threshold);
}

/** The share of negatives below a threshold. @throws RangeError when there is none. */
export function specificity(films: readonly Scored[], threshold: number): number {
  return shareOf(films, false, ({ score }) => score < threshold);
}

function shareOf(films: readonly Scored[], positive: boolean, right: (film: Scored) => boolean): number {
  const ofClass = films.filter((film) => film.positive === positive);
  if (ofClass.length === 0)
    throw new RangeError(`No film is ${positive ? 'fractured' : 'without a fracture'}.`);
  return ofClass.filter(right).length / ofClass.length;
}

/** How many of `count` films may be wrong for at least `share` to be right, in whole films. */
export function allowedErrors(count: number, share: number): number {
  return Math.floor(count * (1 - share) + 1e-9);
}

/** @throws RangeError when a class is absent: no metric here is defined then. */
export function countClasses(films: readonly Scored[]): {
  readonly positives: number;
  readonly negatives: number;
} {
  const positives = films.filter((film) => film.positive).length;
  const negatives = films.length - positives;
  if (positives === 0 || negatives === 0) throw new RangeError('Films of both classes are needed.');
  return { positives, negatives };
}

/** Films of equal score together, from the most suspicious score down. */
export function tiesFromTop(films: readonly Scored[]): readonly Tie[] {
  const ties: { score: number; positives: number; negatives: number }[] = [];
  for (const { score, positive } of films.toSorted((a, b) => b.score - a.score)) {
    if (ties.at(-1)?.score !== score) ties.push({ score, positives: 0, negatives: 0 });
    if (positive) ties.at(-1)!.positives++;
    else ties.at(-1)!.negatives++;
  }
  return ties;
}
