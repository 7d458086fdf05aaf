import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import type { Preferences } from '../preferences/preferences.ts';
import { coarsestPixel, finestPixel } from '../viewer/true-size.ts';
import type { ImageId } from './images.ts';

export interface KeptPreferences {
  readonly preferences: Preferences;
  /** Why the settings file found at the start was set aside and not used; null where all is well. */
  readonly problem: ErrorReport | null;
  /** What an administrator's policy decides: `provider`, and settings as `secondReader.readFirst`. */
  readonly locks: readonly string[];
}

/** What a page that starts takes up again. */
export interface WindowState {
  readonly secondWindow: boolean;
  /** In full screen, the films alone. */
  readonly filmAlone: boolean;
  /** The page before this one crashed: what was open is being opened again. */
  readonly crashed: boolean;
  /** What was selected before that, under the name that it comes back under; null after a usual start. */
  readonly selected: ImageId | null;
}

/** The monitor that shows most of the window. */
export interface CalibratedDisplay {
  readonly displayId: string;
  /** For people. */
  readonly label: string;
  /** As a person measured it, of a device pixel; null until then. */
  readonly millimetresPerPixel: number | null;
}

const pixels = v.pipe(v.number(), v.minValue(0), v.maxValue(32_768));
export const pageArea = v.strictObject({
  x: pixels,
  y: pixels,
  width: pixels,
  height: pixels,
  inSecond: v.exactOptional(v.boolean()),
});
/** A part of the page in CSS pixels; of the second window's where that is said. */
export type PageArea = Readonly<v.InferOutput<typeof pageArea>>;

/** Null forgets what was measured. */
export const displaySize = v.strictObject({
  displayId: v.pipe(v.string(), v.maxLength(256)),
  millimetresPerPixel: v.nullable(v.pipe(v.number(), v.minValue(finestPixel), v.maxValue(coarsestPixel))),
});
