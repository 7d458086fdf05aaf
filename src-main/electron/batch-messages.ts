import type { BatchProgress } from '#common/batch/batch-progress';
import type { ErrorReport } from '#common/errors';
import type { BatchInstallation, BatchRequest } from '#node/batch/conduct-batch';
import type { JudgedFilm } from '#node/batch/journal-records';
import type { ReportWishes, SourcedRow } from '#node/report/make-report';

/** What a report is made of and with. */
export interface ReportRequest extends BatchInstallation, ReportWishes {
  readonly films: readonly SourcedRow[];
}

/** What the main process posts to the batch process. */
export type BatchCommand =
  | { readonly kind: 'begin'; readonly request: BatchRequest }
  | { readonly kind: 'report'; readonly request: ReportRequest }
  | { readonly kind: 'pause' | 'goOn' | 'stop' };

/** What the batch process posts back; `ended` is the last word of a batch. */
export type BatchMessage =
  | { readonly kind: 'films'; readonly films: readonly JudgedFilm[] }
  | { readonly kind: 'progress'; readonly progress: BatchProgress }
  | { readonly kind: 'diskFull' }
  | { readonly kind: 'report'; readonly html: string }
  | { readonly kind: 'ended'; readonly error: ErrorReport | null };
