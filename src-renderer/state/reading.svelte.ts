import { nextUnreadImage } from '#common/browse/next-unread';
import type { IndexState, StudyId, StudyStatus, StudySummary } from '#common/browse/study-summary';
import type { ImageId } from '#common/contract/ipc';
import { fromErrorReport, type ErrorReport } from '#common/errors';
import type { BrowserState } from './browser.svelte.ts';
import type { StudiesState } from './studies.svelte.ts';
import type { StudyListState } from './study-list.svelte.ts';
import { say } from '../words.svelte.ts';

interface Doings {
  select(imageId: ImageId): void;
  openStudy(studyId: StudyId): void;
  /** The film whose study is read, whatever is beside it. */
  current(): ImageId | null;
  /** False for films that were opened for comparison alone. */
  isToBeRead(imageId: ImageId): boolean;
  failed(thrown: unknown): void;
}

/** The worklist: one key marks a study read and brings the next unread one. */
export class ReadingState {
  /** What the last key did, for the status bar and for those who hear the page. */
  message: string = $state('');
  /** Takes the last mark back; null where there is none to take back. */
  back: (() => void) | null = $state.raw(null);
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
    const currentId = this.#doings.current();
    if (currentId === null) return;
    this.#keep(currentId, 'read');
    const next = this.following();
    if (next !== null) {
      this.message = say('Marked read.');
      return this.#doings.select(next);
    }
    const listed = this.#browser.nextUnread(this.#studies.of(currentId)?.studyId ?? null);
    this.message = listed === null ? say('Marked read. No other open study is unread.') : say('Marked read.');
    if (listed !== null) this.#doings.openStudy(listed.studyId);
  }

  /** The first film of the open study that is to be read after this one; null where all others are read. */
  following(): ImageId | null {
    const currentId = this.#doings.current();
    if (currentId === null) return null;
    const isUnread = (id: ImageId): boolean =>
      this.#studies.statusOf(id) === 'unread' && this.#doings.isToBeRead(id);
    return nextUnreadImage(this.#list.patients, currentId, isUnread);
  }

  flag(): void {
    if (this.#browser.open) {
      const { selected } = this.#browser;
      if (selected !== null) this.#keepStudy(selected, selected.status === 'flagged' ? 'unread' : 'flagged');
      return;
    }
    const currentId = this.#doings.current();
    if (currentId === null) return;
    const status = this.#studies.statusOf(currentId) === 'flagged' ? 'unread' : 'flagged';
    this.message = status === 'flagged' ? say('Flagged.') : say('Flag taken away.');
    this.#keep(currentId, status);
  }

  /** Said once: an index that is not kept, or was begun anew. */
  heed(index: IndexState): void {
    if (!index.saved) this.failed(index.error);
    else if (index.setAside !== null)
      this.failed({ code: index.setAside, message: 'The index of studies was set aside and begun anew.' });
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

  /** Gives the study that was marked last its mark of before, and shows it again. */
  takeBack(): void {
    const { back } = this;
    if (back === null) return;
    back();
    this.back = null;
    this.message = say('Mark taken back.');
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
    const before = this.#studies.statusOf(imageId);
    // Whichever of its films the index has first brings it the mark.
    if (study === null) for (const id of this.#list.studyOf(imageId)) void this.#studies.mark(id, status);
    else this.#keepStudy(study, status);
    this.back = () => {
      this.#keep(imageId, before);
      this.#doings.select(imageId);
    };
  }

  #keepStudy(study: StudySummary, status: StudyStatus): void {
    this.back = () => {
      this.#keepStudy({ ...study, status }, study.status);
      this.#browser.selectedId = study.studyId;
    };
    this.#browser.change([{ ...study, status }]);
    this.#studies.markStudy(study, status).then(
      (marked) => this.#browser.change([marked]),
      (thrown: unknown) => {
        this.#browser.change([study]);
        this.message = say('The mark could not be kept.');
        this.#doings.failed(thrown);
      },
    );
  }
}
