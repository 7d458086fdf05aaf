import * as v from 'valibot';
import { shapes, type Annotation } from './annotation.ts';
import { leastMillimetres, mostMillimetres, type Calibration } from './calibration.ts';

/** All that a person put on one frame. */
export interface Marks {
  /** The topmost last. */
  readonly annotations: readonly Annotation[];
  readonly calibration: Calibration | null;
  /** Starred as an image that shows what matters. */
  readonly isKeyImage: boolean;
}

export const noMarks: Marks = { annotations: [], calibration: null, isKeyImage: false };

/** A trail round the whole of the largest film, a point every other pixel of the screen, stays below this. */
const mostPoints = 20_000;
const mostAnnotations = 2000;
export const longestText = 4000;

const coordinate = v.pipe(v.number(), v.finite());
const point = v.strictObject({ x: coordinate, y: coordinate });
const annotationId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const annotation = v.strictObject({
  id: annotationId,
  shape: v.picklist(shapes),
  points: v.pipe(v.array(point), v.minLength(1), v.maxLength(mostPoints), v.readonly()),
  text: v.pipe(v.string(), v.maxLength(longestText)),
  labelAt: v.nullable(point),
});
const calibration = v.strictObject({
  millimetresPerUnit: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  by: v.picklist(['line', 'object']),
  millimetres: v.pipe(v.number(), v.minValue(leastMillimetres), v.maxValue(mostMillimetres)),
});

/** What became of the marks of a frame: an absent part is as it was, and so is an annotation not named. */
export const markChangeSchema = v.strictObject({
  put: v.pipe(v.array(annotation), v.maxLength(mostAnnotations), v.readonly()),
  removed: v.pipe(v.array(annotationId), v.maxLength(mostAnnotations), v.readonly()),
  calibration: v.exactOptional(v.nullable(calibration)),
  isKeyImage: v.exactOptional(v.boolean()),
});
export type MarkChange = Readonly<v.InferOutput<typeof markChangeSchema>>;

/** Null where nothing changed. */
export function changeBetween(before: Marks, after: Marks): MarkChange | null {
  const known = new Set(before.annotations);
  const put = after.annotations.filter((one) => !known.has(one));
  const left = new Set(after.annotations.map(({ id }) => id));
  const removed = before.annotations.map(({ id }) => id).filter((id) => !left.has(id));
  const change: MarkChange = {
    put,
    removed,
    ...(before.calibration !== after.calibration && { calibration: after.calibration }),
    ...(before.isKeyImage !== after.isKeyImage && { isKeyImage: after.isKeyImage }),
  };
  return put.length + removed.length + Object.keys(change).length > 2 ? change : null;
}

/** One change that leaves what the two leave, one after the other. */
export function joinedChange(first: MarkChange, then: MarkChange): MarkChange {
  const later = new Set([...then.put.map(({ id }) => id), ...then.removed]);
  return {
    ...first,
    ...then,
    put: [...first.put.filter(({ id }) => !later.has(id)), ...then.put],
    removed: [...first.removed.filter((id) => !later.has(id)), ...then.removed],
  };
}

/** Marks that were kept, with those that a person put on the film before they came; the later ones count. */
export function withKept(marks: Marks, kept: Marks): Marks {
  const own = new Set(marks.annotations.map(({ id }) => id));
  return {
    annotations: [...kept.annotations.filter(({ id }) => !own.has(id)), ...marks.annotations],
    calibration: marks.calibration ?? kept.calibration,
    isKeyImage: marks.isKeyImage || kept.isKeyImage,
  };
}

/**
 * Where marks outlast the showing of a film. They belong to the image and not to its study: two views of one
 * study may be magnified differently. Image ids are the contract's.
 */
export interface MarkStore {
  /** Null while there is nowhere to keep them yet. */
  recall(imageId: string): Promise<Marks | null>;
  /** Says itself what it could not keep. */
  keep(imageId: string, change: MarkChange): void;
}
