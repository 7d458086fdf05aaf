import type { Box } from './boxes.ts';
import type { Split } from './split.ts';

/** More than this share of files that cannot be read is a broken copy of the data, not a few bad files. */
export const mostUnreadable = 0.05;

export const views = ['frontal', 'lateral', 'oblique'] as const;

/** A direction that a film shows its part from; one film may hold several exposures. */
export type View = (typeof views)[number];

/** A film and the label that somebody gave it, whichever data set it is from. The file itself is not opened. */
export interface LabelledFilm {
  readonly path: string;
  /** What tables and reports call it: unique within its source, with `/` between folders. */
  readonly file: string;
  readonly fractured: boolean;
  /** The data set, or the part of one: batches and weights are balanced between sources. */
  readonly source: string;
  /** Unit of splits and of the bootstrap: films that may show one patient share it. Unique within its source. */
  readonly group: string;
  /** Unit of sampling: films of one radiograph share it, and one of them stands for all in each round. */
  readonly samplingGroup: string;
  /** Null where the data set has none of its own. */
  readonly split: Split | null;
  /** DICOM defined terms of Body Part Examined, such as HAND; empty where nobody says. */
  readonly bodyParts: readonly string[];
  /** Where fractures were seen, in pixels of the file; none for a film without one, null where nobody drew them. */
  readonly boxes: readonly Box[] | null;
  /** Whether orthopaedic hardware is on the film; null where nobody says. */
  readonly hardware: boolean | null;
  /** Null where nobody says. */
  readonly views: readonly View[] | null;
}

/** The films of a data set, in an order that is the same wherever it is read. */
export interface LabelledFilms {
  readonly films: readonly LabelledFilm[];
  /** SHA-256 of all that gives the films their labels and splits: a manifest, or the names of a folder's files. */
  readonly labelsSha256: string;
}
