import * as v from 'valibot';

export const papers = ['A4', 'Letter', 'A3'] as const;
export type Paper = (typeof papers)[number];

/** Upright, in millimetres (ISO 216, ANSI/ASME Y14.1). */
const paperSizes: Readonly<Record<Paper, { readonly width: number; readonly height: number }>> = {
  A4: { width: 210, height: 297 },
  Letter: { width: 215.9, height: 279.4 },
  A3: { width: 297, height: 420 },
};

export function paperSize(
  paper: Paper,
  landscape: boolean,
): { readonly width: number; readonly height: number } {
  const { width, height } = paperSizes[paper];
  return landscape ? { width: height, height: width } : { width, height };
}

export const mostPages = 100;
const millimetres = v.pipe(v.number(), v.minValue(0), v.maxValue(1000));
const text = v.pipe(v.string(), v.maxLength(1000));
const picture = v.pipe(
  v.instance(Uint8Array<ArrayBufferLike>),
  v.check(({ byteLength }) => byteLength > 0 && byteLength <= 2 ** 28),
);

/** A picture by its number in the job, counted from 0, or a line of words; lengths are millimetres of the paper. */
const blockSchema = v.variant('kind', [
  v.strictObject({
    kind: v.literal('picture'),
    left: millimetres,
    top: millimetres,
    width: millimetres,
    height: millimetres,
    picture: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  v.strictObject({
    kind: v.literal('text'),
    left: millimetres,
    /** Of the base line. */
    top: millimetres,
    text,
    bold: v.boolean(),
  }),
  /** A line of that length with ticks at its ends, to be measured on the paper. */
  v.strictObject({ kind: v.literal('ruler'), left: millimetres, top: millimetres, length: millimetres }),
]);
export type Block = Readonly<v.InferOutput<typeof blockSchema>>;
export type Sheet = readonly Block[];

/** Pages ready for the printer. */
export const printJobSchema = v.strictObject({
  paper: v.picklist(papers),
  landscape: v.boolean(),
  sheets: v.pipe(
    v.array(v.pipe(v.array(blockSchema), v.maxLength(100), v.readonly())),
    v.minLength(1),
    v.maxLength(mostPages),
    v.readonly(),
  ),
  pictures: v.pipe(v.array(picture), v.maxLength(4 * mostPages), v.readonly()),
});
export type PrintJob = Readonly<v.InferOutput<typeof printJobSchema>>;
