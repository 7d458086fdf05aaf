import type { FilmSource } from '#common/contract/film-source';
import type { ImageAttributes } from '#common/dicom/image-description';
import type { ErrorReport } from '#common/errors';
import type { ImageResult } from '#common/model/result';

/** What came of one frame. */
export type ScanOutcome =
  | { readonly kind: 'result'; readonly result: ImageResult }
  | { readonly kind: 'failure'; readonly error: ErrorReport };

/** One line of a batch scan: a frame of an image, or the reason why a file gives none. */
export interface ScanRow {
  /** As it was given, or as found below a folder that was given; in an archive as `sourceText` has it. */
  readonly path: string;
  /** Null where the header could not be read. */
  readonly attributes: ImageAttributes | null;
  /** Counted from 0; null where the file as a whole failed. */
  readonly frame: number | null;
  readonly outcome: ScanOutcome;
}

/** All that a scan found out about one film. */
export interface ScannedFilm {
  readonly source: FilmSource;
  /** As `readFileStamp` gave it; null where the file failed before anything of it was known. */
  readonly stamp: string | null;
  /** Of all its bytes; null where it was not read whole. */
  readonly contentSha256: string | null;
  readonly attributes: ImageAttributes | null;
  readonly frames: readonly Pick<ScanRow, 'frame' | 'outcome'>[];
}
