import * as v from 'valibot';
import { isPositive, readerCall, type Entry } from './entry.ts';

const day = v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\d$/));

/** Which verdicts are counted; null asks for nothing. */
export const agreementFilterSchema = v.strictObject({
  reader: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  model: v.nullable(v.pipe(v.string(), v.maxLength(64))),
  /** Days of the verdict in UTC, both ends included. */
  from: v.nullable(day),
  until: v.nullable(day),
  /** Only the first verdicts that were given before the model's answer was shown. */
  readFirst: v.boolean(),
});
export type AgreementFilter = Readonly<v.InferOutput<typeof agreementFilterSchema>>;

export const everyVerdict: AgreementFilter = {
  ...{ reader: null, model: null, from: null, until: null },
  readFirst: false,
};

/** Films by what reader and model say; the model is positive from the operating point of the entry on. */
export interface AgreementTable {
  readonly bothPositive: number;
  readonly readerOnly: number;
  readonly modelOnly: number;
  readonly bothNegative: number;
  /** Of whom the reader would not say; in none of the four. */
  readonly unsure: number;
}

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
}

/** Null where there is nothing to divide by. */
export interface AgreementFigures {
  readonly agreement: Estimate | null;
  /** Of the films that readers take for fractured, how many the model is positive on. */
  readonly positiveAmongFractures: Estimate | null;
  /** Of those that they do not, how many it is below the operating point on. */
  readonly negativeAmongOthers: Estimate | null;
  readonly kappa: Estimate | null;
}

/**
 * The verdicts that hold: of each reader, film and model the last one, unless it was taken back; read first, the
 * first one, since whoever takes that back has seen the answer.
 */
export function standingEntries(entries: readonly Entry[], filter: AgreementFilter): readonly Entry[] {
  const standing = new Map<string, Entry>();
  for (const entry of entries) {
    const key = `${entry.reader} ${entry.film} ${entry.model.sha256}`;
    if (!filter.readFirst) standing.set(key, entry);
    else if (entry.readFirst && entry.verdict !== null && !standing.has(key)) standing.set(key, entry);
  }
  return [...standing.values()].filter((entry) => entry.verdict !== null && isWanted(entry, filter));
}

function isWanted({ reader, model, when }: Entry, filter: AgreementFilter): boolean {
  const said = when.slice(0, 10);
  return (
    (filter.reader === null || filter.reader === reader) &&
    (filter.model === null || filter.model === model.sha256) &&
    (filter.from === null || filter.from <= said) &&
    (filter.until === null || said <= filter.until)
  );
}

/** What the reader makes of the film; null if unsure, or the verdict was taken back. */
export function callOf(entry: Entry): boolean | null {
  return entry.verdict === null ? null : readerCall(entry.verdict, isPositive(entry));
}

/** @param entries that stand */
export function tableOf(entries: readonly Entry[]): AgreementTable {
  const counts = { bothPositive: 0, readerOnly: 0, modelOnly: 0, bothNegative: 0, unsure: 0 };
  for (const entry of entries) {
    const call = callOf(entry);
    if (call === null) counts.unsure += 1;
    else if (call) counts[isPositive(entry) ? 'bothPositive' : 'readerOnly'] += 1;
    else counts[isPositive(entry) ? 'modelOnly' : 'bothNegative'] += 1;
  }
  return counts;
}

export function figuresOf(table: AgreementTable): AgreementFigures {
  const { bothPositive: a, readerOnly: b, modelOnly: c, bothNegative: d } = table;
  return {
    agreement: proportion(a + d, a + b + c + d),
    positiveAmongFractures: proportion(a, a + b),
    negativeAmongOthers: proportion(d, c + d),
    kappa: cohensKappa(table),
  };
}

/** The 97.5 % point of the normal distribution. */
const z = 1.959963984540054;

/** With the score interval of Wilson (JASA 22:209, 1927), which stays within [0, 1] for few films, too. */
export function proportion(part: number, whole: number): Estimate | null {
  if (whole === 0) return null;
  const value = part / whole;
  const centre = (value + z ** 2 / (2 * whole)) / (1 + z ** 2 / whole);
  const half =
    (z / (1 + z ** 2 / whole)) * Math.sqrt((value * (1 - value)) / whole + z ** 2 / (4 * whole ** 2));
  return { value, lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

/** The usual bound below which a proportion's normal approximation is not trusted. */
const fewFilms = 5;

/**
 * Cohen's kappa (Educ. Psychol. Meas. 20:37, 1960), `(po - pe) / (1 - pe)`, with the large-sample standard error of
 * Fleiss, Cohen and Everitt (Psychol. Bull. 72:323, 1969, equation 13). That error does not hold for few films, and is 0
 * where both agree on all of them: where they agree or differ on fewer than `fewFilms` the interval is no narrower than
 * Wilson's of the observed agreement makes it, at the agreement by chance that was observed. Null where both always say the same one word.
 */
export function cohensKappa({
  bothPositive,
  readerOnly,
  modelOnly,
  bothNegative,
}: AgreementTable): Estimate | null {
  const films = bothPositive + readerOnly + modelOnly + bothNegative;
  if (films === 0) return null;
  const cells = [
    [bothPositive / films, readerOnly / films],
    [modelOnly / films, bothNegative / films],
  ] as const;
  const reader = [cells[0][0] + cells[0][1], cells[1][0] + cells[1][1]] as const;
  const model = [cells[0][0] + cells[1][0], cells[0][1] + cells[1][1]] as const;
  const chance = reader[0] * model[0] + reader[1] * model[1];
  if (chance === 1) return null;
  const value = (cells[0][0] + cells[1][1] - chance) / (1 - chance);
  const rest = 1 - value;
  const same =
    cells[0][0] * (1 - (reader[0] + model[0]) * rest) ** 2 +
    cells[1][1] * (1 - (reader[1] + model[1]) * rest) ** 2;
  const apart = cells[0][1] * (model[0] + reader[1]) ** 2 + cells[1][0] * (model[1] + reader[0]) ** 2;
  const variance = (same + rest ** 2 * apart - (value - chance * rest) ** 2) / (films * (1 - chance) ** 2);
  const half = z * Math.sqrt(Math.max(0, variance));
  const alike = bothPositive + bothNegative;
  let [lower, upper] = [value - half, value + half];
  if (Math.min(alike, films - alike) < fewFilms) {
    const observed = proportion(alike, films)!;
    lower = Math.min(lower, (observed.lower - chance) / (1 - chance));
    upper = Math.max(upper, (observed.upper - chance) / (1 - chance));
  }
  return { value, lower: Math.max(-1, lower), upper: Math.min(1, upper) };
}
