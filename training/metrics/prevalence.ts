/** What a threshold does, whatever the share of fractured films. */
export interface ErrorRates {
  readonly sensitivity: number;
  readonly specificity: number;
}

/** What to expect of 100 films, of which the prevalence is fractured. */
export interface ExpectedFlags {
  readonly prevalence: number;
  readonly flagged: number;
  /** Of the flagged ones. */
  readonly fractured: number;
  readonly missed: number;
}

/** Flags per 100 films where `prevalence` of the films, in [0, 1], is fractured. */
export function expectedFlags({ sensitivity, specificity }: ErrorRates, prevalence: number): ExpectedFlags {
  const positives = 100 * prevalence;
  const fractured = positives * sensitivity;
  const flagged = fractured + (100 - positives) * (1 - specificity);
  return { prevalence, flagged, fractured, missed: positives - fractured };
}

/**
 * The probability that a film has where another share of films is fractured, by Bayes' rule on the odds
 * (Saerens et al. 2002): right as far as fractured films look the same in both places.
 *
 * @throws RangeError for a prevalence that is not between 0 and 1.
 */
export function rebaseProbability(probability: number, from: number, to: number): number {
  for (const prevalence of [from, to])
    if (!(prevalence > 0 && prevalence < 1))
      throw new RangeError(`A prevalence lies between 0 and 1, not at ${prevalence}.`);
  const positive = (probability * to) / from;
  const negative = ((1 - probability) * (1 - to)) / (1 - from);
  return positive / (positive + negative);
}

/**
 * The chance that at least one of several views of a sound bone is flagged, if the views err independently;
 * views of one patient err together, so the true one is smaller, but never below that of a single view.
 */
export function falseAlarmRate(specificity: number, views: number): number {
  return 1 - specificity ** views;
}
