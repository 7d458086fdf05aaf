import { toErrorReport, type ErrorReport } from '#common/errors';

/** The report of the worklist, from asking for it to where it stands. */
export class ScanReportState {
  isWriting = $state(false);
  /** Base name of the last one written. */
  written: string | null = $state(null);
  error: ErrorReport | null = $state.raw(null);
  withIdentity = $state(false);
  /** Null where the person closed the dialog. */
  readonly #write: (withIdentity: boolean) => Promise<string | null>;

  constructor(write: (withIdentity: boolean) => Promise<string | null>) {
    this.#write = write;
  }

  /** One at a time. */
  async write(): Promise<void> {
    if (this.isWriting) return;
    this.isWriting = true;
    this.written = null;
    this.error = null;
    try {
      this.written = await this.#write(this.withIdentity);
    } catch (thrown) {
      this.error = toErrorReport(thrown);
    } finally {
      this.isWriting = false;
    }
  }
}
