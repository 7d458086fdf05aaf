import * as v from 'valibot';

export const text = v.pipe(v.string(), v.minLength(1));
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const finite = v.pipe(v.number(), v.finite());
export const fraction = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** A measured fraction with its 95 % interval. */
export const estimate = v.strictObject({ value: fraction, lower: fraction, upper: fraction });

/** A measured number of any size with its 95 % interval. */
export const interval = v.strictObject({ value: finite, lower: finite, upper: finite });

export const splitCounts = v.strictObject({ images: count, fractured: count });

/** Figures of the order of the films alone. */
export const splitMetrics = v.strictObject({
  auroc: estimate,
  averagePrecision: estimate,
  sensitivityAt90Specificity: estimate,
  sensitivityAt95Specificity: estimate,
});

const operatingMetrics = v.strictObject({
  sensitivity: estimate,
  specificity: estimate,
  accuracy: estimate,
  precision: estimate,
  f1: estimate,
});

/** Of 100 films at a prevalence: how many are flagged, how many of those fractured, and how many missed. */
const flags = v.strictObject({ prevalence: fraction, flagged: finite, fractured: finite, missed: finite });

export const operatingPoint = v.strictObject({
  /** On the calibrated probability: at or above it the film counts as positive at this point. */
  threshold: fraction,
  chosenBy: text,
  validation: operatingMetrics,
  test: operatingMetrics,
  /** By the test figures. */
  flagsPer100: v.array(flags),
});

const rates = v.strictObject({ sensitivity: v.nullable(estimate), specificity: v.nullable(estimate) });

/** Films of the test split that share a trait; a figure is null where too few films of a class bear it. */
export const subgroup = v.strictObject({
  kind: text,
  value: text,
  films: count,
  fractured: count,
  auroc: v.nullable(estimate),
  sensitive: rates,
  specific: rates,
});

export const flagged = v.strictObject({ images: count, flagged: count });

/** Of the probabilities and labels of one film's files, each against the film as its data set holds it. */
const worstCase = v.strictObject({
  films: count,
  worstDifference: fraction,
  beyondTolerance: count,
  labelChanges: count,
});

/** One radiograph in several file formats, bit depths and sizes. */
export const sameFilm = v.variant('measured', [
  v.strictObject({
    measured: v.literal(true),
    set: text,
    tolerance: fraction,
    ...worstCase.entries,
    fullSize: worstCase,
    halfSize: worstCase,
    /** Those films that are no smaller than the model's input at half size too. */
    halfSizeOfLargeFilms: worstCase,
  }),
  v.strictObject({ measured: v.literal(false), reason: text }),
]);
