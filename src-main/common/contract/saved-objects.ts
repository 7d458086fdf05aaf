import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import { viewStateSchema } from '../objects/view-state.ts';

/** A study has hundreds of images at most. */
export const mostKeyImages = 2000;

/** What of a film is saved as DICOM objects. */
export const wantedObjectsSchema = v.strictObject({
  /** What the second reader says, as a structured report. */
  report: v.boolean(),
  /** The film with heat map and words, as a secondary capture. */
  picture: v.boolean(),
  /** How it is read, as a presentation state; null where that is not wanted. */
  view: v.nullable(viewStateSchema),
  /** What is drawn on it with every number, as a structured report; null where that is not wanted. */
  drawn: v.nullable(v.pick(viewStateSchema, ['annotations', 'calibration'])),
});

export type WantedObjects = Readonly<v.InferOutput<typeof wantedObjectsSchema>>;

/** What came of it. */
export interface SavedObjects {
  readonly written: number;
  /** Of those, how many a node says to have stored other than they were sent. */
  readonly altered: number;
  /** Why the film got none, or not all. */
  readonly refusals: readonly ErrorReport[];
}
