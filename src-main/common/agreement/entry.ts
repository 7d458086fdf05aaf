import * as v from 'valibot';

/** What a person says: of a score that was shown, or of the film before the score was. */
export const readerVerdicts = ['agree', 'disagree', 'unsure', 'fracture', 'noFracture'] as const;
export type ReaderVerdict = (typeof readerVerdicts)[number];

/** What stands before the first entry of a log, in the place of a hash. */
export const chainStart = '0'.repeat(64);

/** Of the entries that this Osteon writes; later ones link alike and may say more. */
export const entryFormat = 1;

const sha256 = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));
const pseudonym = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const word = v.pipe(v.string(), v.maxLength(64));
export const entryIdSchema = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/));

/** Where an entry stands in the chain: the part that every format has. */
export const linkSchema = v.object({
  format: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Counted from 1. */
  number: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** SHA-256 of the entry before. */
  previous: sha256,
});
export type Link = Readonly<v.InferOutput<typeof linkSchema>>;

/** What one verdict was about, who gave it and what the model had said; names nobody. */
export const statementSchema = v.strictObject({
  /** The same where a verdict is recorded a second time because its first answer was lost. */
  id: entryIdSchema,
  /** Keyed hashes, as study and film: whoever lacks the key learns only which are the same. */
  reader: pseudonym,
  study: pseudonym,
  film: pseudonym,
  model: v.strictObject({ sha256, version: word }),
  /** The threshold that the statistics call the model's answer positive from. */
  operatingPoint: v.strictObject({ name: v.picklist(['sensitive', 'specific']), threshold: v.number() }),
  /** Calibrated, in [0, 1]. */
  probability: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Null where the model may only rank. */
  label: v.nullable(v.picklist(['suspected', 'doubtful', 'notFlagged'])),
  /** Null takes the amended one back. */
  verdict: v.nullable(v.picklist(readerVerdicts)),
  /** The model's answer was still hidden when the verdict was given. */
  readFirst: v.boolean(),
  /** The reader's word is against the model's answer. */
  override: v.boolean(),
  /** Id of the entry that this one takes the place of. */
  amends: v.nullable(entryIdSchema),
  bodyPart: v.nullable(word),
  manufacturer: v.nullable(word),
});
export type Statement = Readonly<v.InferOutput<typeof statementSchema>>;

export const entrySchema = v.strictObject({
  ...linkSchema.entries,
  format: v.literal(entryFormat),
  /** ISO 8601 in UTC, by the clock of the computer that wrote it. */
  when: v.pipe(v.string(), v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)),
  ...statementSchema.entries,
});
export type Entry = Readonly<v.InferOutput<typeof entrySchema>>;

/** The one way in which an entry is written: its SHA-256 is of exactly these characters in UTF-8. */
export function entryText(entry: Entry): string {
  const ordered = Object.fromEntries(
    Object.keys(entrySchema.entries).map((name) => [name, entry[name as keyof Entry]]),
  );
  return JSON.stringify(ordered);
}

/** Whether the model's answer reaches the operating point of the entry. */
export function isPositive({
  probability,
  operatingPoint,
}: Pick<Entry, 'probability' | 'operatingPoint'>): boolean {
  return probability >= operatingPoint.threshold;
}

/** Whether a reader takes the film for fractured, by a word about the film or about the score; null if unsure. */
export function readerCall(verdict: ReaderVerdict, modelIsPositive: boolean): boolean | null {
  switch (verdict) {
    case 'fracture':
      return true;
    case 'noFracture':
      return false;
    case 'agree':
      return modelIsPositive;
    case 'disagree':
      return !modelIsPositive;
    case 'unsure':
      return null;
  }
}
