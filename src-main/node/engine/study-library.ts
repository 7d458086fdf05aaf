import type { IndexState, StudyId, StudyStatus, StudySummary } from '#common/browse/study-summary';
import { sourceOf } from '#common/contract/film-source';
import type { RequestOf } from '#common/contract/call';
import type { engineCalls, FrameOfFile, LibraryNews, SurveyedImage } from '#common/contract/engine';
import { AppError, toPageReport } from '#common/errors';
import type { MarkChange, Marks } from '#common/measure/marks';
import type { ImageResult } from '#common/model/result';
import { convertIndex } from '../index/convert-index.ts';
import { StudyIndex } from '../index/study-index.ts';

/** Films that the index takes in at a time: a few milliseconds of the thread that also answers the window. */
const filmsAtATime = 10;

/**
 * The index as the engine feeds it: in the background, one job after the other in the order they came, so that
 * a verdict finds its film. What fails is told and costs no film on the screen.
 */
export class StudyLibrary {
  readonly #listeners = new Set<(news: LibraryNews) => void>();
  readonly #calm: () => Promise<void>;
  #path: string | null = null;
  #key: Uint8Array | null = null;
  #index: StudyIndex | null = null;
  #model: string | null = null;
  #lastJob: Promise<void> = Promise.resolve();
  #closed = false;

  /** @param calm Waited for before every job: a film that is being fetched goes before. */
  constructor(calm: () => Promise<void> = () => Promise.resolve()) {
    this.#calm = calm;
  }

  onNews(listener: (news: LibraryNews) => void): void {
    this.#listeners.add(listener);
  }

  /** Names the file, and its key if it is encrypted; it is opened when first needed. An index in use stays. */
  use(path: string, key: Uint8Array | null = null): void {
    if (this.#path !== null) return;
    this.#path = path;
    this.#key = key;
  }

  /** Encrypts the index by a key, or decrypts it, once what was begun is done. @throws what `convertIndex` throws */
  async protect(key: Uint8Array | null): Promise<IndexState> {
    await this.#lastJob;
    const path = this.#path;
    if (path === null) throw noIndex();
    this.#index?.close();
    this.#index = null;
    convertIndex(path, this.#key, key);
    this.#key = key;
    return this.index.state;
  }

  judgedBy(model: string | null): void {
    this.#model = model;
    if (this.#index !== null) this.#index.model = model;
  }

  /** @throws AppError index-unwritable where this engine was started without one */
  get index(): StudyIndex {
    if (this.#path === null || this.#closed) throw noIndex();
    if (this.#index === null) {
      this.#index = new StudyIndex(this.#path, this.#key);
      this.#index.model = this.#model;
    }
    return this.#index;
  }

  add(images: readonly SurveyedImage[]): void {
    for (let from = 0; from < images.length; from += filmsAtATime)
      this.#queue(() => this.#take(images.slice(from, from + filmsAtATime)));
  }

  /**
   * Tells of the mark in the order of all its news, too: an answer may overtake what was told before it.
   *
   * @throws AppError unknown-study
   */
  setStatus(studyId: StudyId, status: StudyStatus): StudySummary {
    const study = this.index.setStatus(studyId, status);
    this.#tell({ kind: 'changed', studies: [study] });
    return study;
  }

  /**
   * As `setStatus` tells of a mark; answers with the note that is kept, which holds another one that was written
   * meanwhile.
   *
   * @throws AppError unknown-study
   */
  setNote({ studyId, note, before }: RequestOf<typeof engineCalls, 'setStudyNote'>): StudySummary {
    const study = this.index.setNote(studyId, note, before);
    this.#tell({ kind: 'changed', studies: [study] });
    return study;
  }

  keepVerdict(frame: FrameOfFile, model: string, result: ImageResult): void {
    this.#queue(async () => {
      const studyId = this.index.keepVerdict(frame, model, result);
      if (studyId !== null) this.#tell({ kind: 'changed', studies: this.index.summaries([studyId]) });
    });
  }

  /**
   * Waits for the films opened before, so that this one is among them.
   *
   * @throws AppError index-unwritable where the film is in no index
   */
  async keepMarks(frame: FrameOfFile, change: MarkChange): Promise<void> {
    await this.#lastJob;
    const studyId = this.index.keepMarks(frame, change);
    if (studyId === null) throw new AppError('index-unwritable', 'The index does not have this film.');
    if (change.isKeyImage !== undefined)
      this.#tell({ kind: 'changed', studies: this.index.summaries([studyId]) });
  }

  /** Null as well where no index is kept. */
  recallMarks(frame: FrameOfFile): Marks | null {
    return this.#path === null ? null : this.index.recallMarks(frame);
  }

  /** Waits for the job under way; those behind it are dropped. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#lastJob;
    this.#index?.close();
  }

  async #take(images: readonly SurveyedImage[]): Promise<void> {
    const placed = await this.index.add(images);
    const ids = [...new Set(placed.map(({ studyId }) => studyId))];
    this.#tell({
      kind: 'indexed',
      films: placed.map(({ film, ...found }) => ({ source: sourceOf(film), stamp: film.stamp, ...found })),
      studies: this.index.summaries(ids),
      index: this.index.state,
    });
  }

  #queue(job: () => Promise<void>): void {
    if (this.#path === null) return;
    this.#lastJob = this.#lastJob
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => this.#calm())
      .then(() => (this.#closed ? undefined : job()))
      .catch((thrown: unknown) => this.#tell({ kind: 'failed', error: toPageReport(thrown) }));
  }

  #tell(news: LibraryNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}

function noIndex(): AppError {
  return new AppError('index-unwritable', 'This engine keeps no index of studies.');
}
