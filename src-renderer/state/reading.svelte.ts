import { nextUnreadImage } from '#common/browse/next-unread';
import type { IndexState, StudyId, StudyStatus, StudySummary } from '#common/browse/study-summary';
import type { ImageId } from '#common/contract/ipc';
import { fromErrorReport, type ErrorReport } from '#common/errors';
import type { BrowserState } from './browser.svelte.ts';
import type { StudiesState } from './studies.svelte.ts';
import type { StudyListState } from './study-list.svelte.ts';

interface Doings {
  select(imageId: ImageId): void;
  openStudy(studyId: StudyId): void;
  failed(thrown: unknown): void;
}

/** The worklist: one key marks a study read and brings the next unread one. */
export class ReadingState {
  /** What the last key did, for the status bar and for those who hear the page. */
  message: string = $state('');
  readonly #studies: StudiesState;
  readonly #list: StudyListState;
  readonly #browser: BrowserState;
  readonly #doings: Doings;
  #told: readonly string[] = [];

  constructor(studies: StudiesState, list: StudyListState, browser: BrowserState, doings: Doings) {
    this.#studies = studies;
    this.#list = list;
    this.#browser = browser;
    this.#doings = doings;
  }

  /** Of the study selected in the browser while that is open, else of the one on screen. */
  readAndNext(): void {
    if (this.#browser.open) return this.#readInBrowser();
    const { selectedId, patients } = this.#list;
    if (selectedId === null) return;
    this.#keep(selectedId, 'read');
    const next = nextUnreadImage(patients, selectedId, (id) => this.#studies.statusOf(id) === 'unread');
    if (next !== null) {
      this.message = 'Marked read.';
      return this.#doings.select(next);
    }
    const listed = this.#browser.nextUnread(this.#studies.of(selectedId)?.studyId ?? null);
    this.message = listed === null ? 'Marked read. No other open study is unread.' : 'Marked read.';
    if (listed !== null) this.#doings.openStudy(listed.studyId);
  }

  flag(): void {
    if (this.#browser.open) {
      const { selected } = this.#browser;
      if (selected !== null) this.#keepStudy(selected, selected.status === 'flagged' ? 'unread' : 'flagged');
      return;
    }
    const { selectedId } = this.#list;
    if (selectedId === null) return;
    const status = this.#studies.statusOf(selectedId) === 'flagged' ? 'unread' : 'flagged';
    this.message = status === 'flagged' ? 'Flagged.' : 'Flag taken away.';
    this.#keep(selectedId, status);
  }

  /** Said once: an index that is not kept, or was begun anew. */
  heed(index: IndexState): void {
    if (!index.saved) this.failed(index.error);
    else if (index.setAside)
      this.failed({ code: 'index-damaged', message: 'The index of studies was set aside and begun anew.' });
  }

  failed(error: ErrorReport): void {
    if (this.#told.includes(error.code)) return;
    this.#told = [...this.#told, error.code];
    this.#doings.failed(fromErrorReport(error));
  }

  /** Something else that was asked of the index and failed. */
  refuse(thrown: unknown): void {
    this.#doings.failed(thrown);
  }

  #readInBrowser(): void {
    const { selected } = this.#browser;
    if (selected === null) return;
    this.#keepStudy(selected, 'read');
    const next = this.#browser.nextUnread(selected.studyId);
    if (next !== null) this.#browser.selectedId = next.studyId;
  }

  #keep(imageId: ImageId, status: StudyStatus): void {
    const study = this.#studies.of(imageId);
    if (study === null) void this.#studies.mark(imageId, status);
    else this.#keepStudy(study, status);
  }

  #keepStudy(study: StudySummary, status: StudyStatus): void {
    this.#browser.change([{ ...study, status }]);
    this.#studies.markStudy(study, status).then(
      (marked) => this.#browser.change([marked]),
      (thrown: unknown) => {
        this.#browser.change([study]);
        this.message = 'The mark could not be kept.';
        this.#doings.failed(thrown);
      },
    );
  }
}
