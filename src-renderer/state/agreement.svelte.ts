import { everyVerdict, type AgreementFilter } from '#common/agreement/statistics';
import type { NamedReport, Readers, RecordedVerdict } from '#common/contract/agreement';
import { toErrorReport, type ErrorReport } from '#common/errors';

export interface AgreementCalls {
  readers(): Promise<Readers>;
  nameReader(name: string): Promise<Readers>;
  record(said: RecordedVerdict): Promise<void>;
  report(filter: AgreementFilter): Promise<NamedReport>;
  /** Null where the person closed the dialog. */
  exportCsv(withNames: boolean): Promise<string | null>;
  openStudy(study: string): Promise<unknown>;
}

/** Who reads, the verdicts on their way into the agreement log, and what the log says. */
export class AgreementState {
  readers: Readers = $state.raw({ names: [], current: null });
  /** Somebody is to say who reads. */
  asking = $state(false);
  /** In the order in which they were said; the first is being recorded. */
  waiting: readonly RecordedVerdict[] = $state.raw([]);
  /** Why the first of them could not be recorded. */
  failure: ErrorReport | null = $state.raw(null);
  open = $state(false);
  filter: AgreementFilter = $state.raw(everyVerdict);
  report: NamedReport | null = $state.raw(null);
  error: ErrorReport | null = $state.raw(null);
  withNames = $state(false);
  /** The base name of the file that was written last. */
  exported: string | null = $state(null);
  readonly #calls: AgreementCalls;
  #then: (() => void) | null = null;
  #recording: Promise<void> | null = null;
  #asked = 0;

  constructor(calls: AgreementCalls) {
    this.#calls = calls;
  }

  async start(): Promise<void> {
    this.readers = await this.#calls.readers();
  }

  /** Does something once it is known who reads; nothing where that is not said. */
  withReader(act: () => void): void {
    if (this.readers.current !== null) return act();
    this.ask(act);
  }

  ask(then: (() => void) | null = null): void {
    this.#then = then;
    this.asking = true;
  }

  leave(): void {
    this.#then = null;
    this.asking = false;
  }

  async name(name: string): Promise<void> {
    const wanted = name.trim();
    if (wanted === '') return;
    const then = this.#then;
    this.readers = await this.#calls.nameReader(wanted);
    this.leave();
    then?.();
  }

  /** Records it behind those that wait; what fails stays, in its place. */
  record(said: RecordedVerdict): void {
    this.waiting = [...this.waiting, said];
    void this.retry();
  }

  isWaiting(id: string | undefined): boolean {
    return this.waiting.some((said) => said.id === id);
  }

  /** Resolves once nothing waits, or the first could not be recorded. */
  retry(): Promise<void> {
    this.#recording ??= this.#recordAll().finally(() => (this.#recording = null));
    return this.#recording;
  }

  async #recordAll(): Promise<void> {
    for (let [first] = this.waiting; first !== undefined; [first] = this.waiting) {
      try {
        await this.#calls.record(first);
      } catch (thrown) {
        this.failure = toErrorReport(thrown);
        return;
      }
      this.failure = null;
      this.waiting = this.waiting.slice(1);
    }
    if (this.open) void this.load();
  }

  show(): void {
    this.open = true;
    this.exported = null;
    void this.load();
  }

  hide(): void {
    this.open = false;
  }

  narrow(change: Partial<AgreementFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.load();
  }

  /** The latest question alone is answered. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const report = await this.#calls.report(this.filter);
      if (asked !== this.#asked) return;
      this.report = report;
      this.error = null;
    } catch (thrown) {
      if (asked === this.#asked) this.error = toErrorReport(thrown);
    }
  }

  async export(): Promise<void> {
    await this.#try(async () => {
      this.exported = (await this.#calls.exportCsv(this.withNames)) ?? this.exported;
    });
  }

  /** Brings the study of a discordant film on screen. */
  async openStudy(study: string): Promise<void> {
    await this.#try(async () => {
      await this.#calls.openStudy(study);
      this.hide();
    });
  }

  async #try(act: () => Promise<void>): Promise<void> {
    try {
      await act();
      this.error = null;
    } catch (thrown) {
      this.error = toErrorReport(thrown);
    }
  }
}
