import type { ImageAttributes } from '#common/dicom/image-description';
import type { ErrorReport } from '#common/errors';
import type { ImageResult } from '#common/model/result';

/** One line of a batch scan: a frame of an image, or the reason why a file gives none. */
export interface ScanRow {
  /** As it was given, or as found below a folder that was given; in an archive as `sourceText` has it. */
  readonly path: string;
  /** Null where the header could not be read. */
  readonly attributes: ImageAttributes | null;
  /** Counted from 0; null where the file as a whole failed. */
  readonly frame: number | null;
  readonly outcome:
    | { readonly kind: 'result'; readonly result: ImageResult }
    | { readonly kind: 'failure'; readonly error: ErrorReport };
}
