import { everyStudy, nextUnreadStudy, withArrivals, withChanges } from '#common/browse/study-query';
import type {
  FoundStudies,
  IndexState,
  StudyId,
  StudyQuery,
  StudySummary,
} from '#common/browse/study-summary';
import { toErrorReport, type ErrorReport } from '#common/errors';

interface Source {
  find(query: StudyQuery): Promise<FoundStudies>;
  remove(studyIds: readonly StudyId[]): Promise<void>;
  clear(): Promise<void>;
}

/** The list of all studies that were ever opened: what was asked for, what was found, and where the person is. */
export class BrowserState {
  open: boolean = $state(false);
  /** Goes up each time the browser is called for, open or not: the search takes the focus. */
  calls: number = $state(0);
  query: StudyQuery = $state.raw(everyStudy);
  /** Null before the first answer. */
  studies: readonly StudySummary[] | null = $state.raw(null);
  /** All that match, of which the list may hold the first only. */
  total: number = $state(0);
  index: IndexState | null = $state.raw(null);
  /** Why the last question had no answer. */
  error: ErrorReport | null = $state.raw(null);
  selectedId: StudyId | null = $state(null);
  /** Studies at the end of the list that came in since it was ordered. */
  arrived: number = $state(0);
  readonly selected: StudySummary | null = $derived(
    this.studies?.find(({ studyId }) => studyId === this.selectedId) ?? null,
  );
  readonly #source: Source;
  /** An answer to an older question is dropped. */
  #asked = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  show(): void {
    this.open = true;
    this.calls += 1;
    void this.ask(this.query);
  }

  hide(): void {
    this.open = false;
  }

  /** Asks anew, in order; the selection stays where its study is still among what is found. */
  async ask(query: StudyQuery): Promise<void> {
    this.query = query;
    const found = await this.#find(query);
    if (found === null) return;
    this.studies = found.studies;
    this.arrived = 0;
    if (this.selected === null) this.selectedId = found.studies[0]?.studyId ?? null;
  }

  /** After films came in: nothing that is listed moves. */
  async refresh(): Promise<void> {
    if (!this.open || this.studies === null) return;
    const found = await this.#find(this.query);
    if (found === null) return;
    const studies = withArrivals(this.studies, found.studies);
    this.arrived += studies.length - this.studies.length;
    this.studies = studies;
    this.selectedId ??= studies[0]?.studyId ?? null;
  }

  change(changed: readonly StudySummary[]): void {
    if (this.studies !== null) this.studies = withChanges(this.studies, changed);
  }

  /** Moves the selection; the ends of the list hold it. */
  step(lines: number): void {
    const studies = this.studies ?? [];
    const here = studies.findIndex(({ studyId }) => studyId === this.selectedId);
    const there = Math.min(studies.length - 1, Math.max(0, here + lines));
    this.selectedId = studies[there]?.studyId ?? null;
  }

  nextUnread(after: StudyId | null): StudySummary | null {
    return nextUnreadStudy(this.studies ?? [], after);
  }

  async remove(studyId: StudyId): Promise<void> {
    await this.#source.remove([studyId]);
    const studies = this.studies ?? [];
    const here = studies.findIndex((study) => study.studyId === studyId);
    this.studies = studies.filter((study) => study.studyId !== studyId);
    this.total = Math.max(0, this.total - 1);
    this.selectedId = (this.studies[here] ?? this.studies.at(-1))?.studyId ?? null;
  }

  async clear(): Promise<void> {
    await this.#source.clear();
    await this.ask(this.query);
  }

  async #find(query: StudyQuery): Promise<FoundStudies | null> {
    const question = ++this.#asked;
    try {
      const found = await this.#source.find(query);
      if (question !== this.#asked) return null;
      this.error = null;
      this.total = found.total;
      this.index = found.index;
      return found;
    } catch (thrown) {
      if (question === this.#asked) this.error = toErrorReport(thrown);
      return null;
    }
  }
}
