import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import { viewStateSchema } from '../objects/view-state.ts';

/** What of a film is saved as DICOM objects. */
export const wantedObjectsSchema = v.strictObject({
  /** What the second reader says, as a structured report. */
  report: v.boolean(),
  /** The film with heat map and words, as a secondary capture. */
  picture: v.boolean(),
  /** How it is read, as a presentation state; null where that is not wanted. */
  view: v.nullable(viewStateSchema),
});

export type WantedObjects = Readonly<v.InferOutput<typeof wantedObjectsSchema>>;

/** What came of it. */
export interface SavedObjects {
  readonly written: number;
  /** Why the film got none, or not all. */
  readonly refusals: readonly ErrorReport[];
}
