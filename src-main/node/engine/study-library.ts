import { sourceOf } from '#common/contract/film-source';
import type { FrameOfFile, LibraryNews, SurveyedImage } from '#common/contract/ipc';
import { AppError, toPageReport } from '#common/errors';
import type { Calibration } from '#common/measure/calibration';
import type { ImageResult } from '#common/model/result';
import { StudyIndex } from '../index/study-index.ts';

/** Films that the index takes in at a time: a few milliseconds of the thread that also answers the window. */
const filmsAtATime = 50;

/**
 * The index as the engine feeds it: in the background, one job after the other in the order they came, so that
 * a verdict finds its film. What fails is told and costs no film on the screen.
 */
export class StudyLibrary {
  readonly #listeners = new Set<(news: LibraryNews) => void>();
  #path: string | null = null;
  #index: StudyIndex | null = null;
  #model: string | null = null;
  #lastJob: Promise<void> = Promise.resolve();
  #closed = false;

  onNews(listener: (news: LibraryNews) => void): void {
    this.#listeners.add(listener);
  }

  /** Names the file; it is opened when first needed. An index in use stays. */
  use(path: string): void {
    this.#path ??= path;
  }

  judgedBy(model: string | null): void {
    this.#model = model;
    if (this.#index !== null) this.#index.model = model;
  }

  /** @throws AppError index-unwritable where this engine was started without one */
  get index(): StudyIndex {
    if (this.#path === null || this.#closed)
      throw new AppError('index-unwritable', 'This engine keeps no index of studies.');
    if (this.#index === null) {
      this.#index = new StudyIndex(this.#path);
      this.#index.model = this.#model;
    }
    return this.#index;
  }

  add(images: readonly SurveyedImage[]): void {
    for (let from = 0; from < images.length; from += filmsAtATime)
      this.#queue(() => this.#take(images.slice(from, from + filmsAtATime)));
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
  async keepCalibration(frame: FrameOfFile, calibration: Calibration | null): Promise<void> {
    await this.#lastJob;
    if (!this.index.keepCalibration(frame, calibration))
      throw new AppError('index-unwritable', 'The index does not have this film.');
  }

  /** Null as well where no index is kept. */
  recallCalibration(frame: FrameOfFile): Calibration | null {
    return this.#path === null ? null : this.index.recallCalibration(frame);
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
      films: placed.map(({ film, studyId }) => ({ source: sourceOf(film), stamp: film.stamp, studyId })),
      studies: this.index.summaries(ids),
      index: this.index.state,
    });
  }

  #queue(job: () => Promise<void>): void {
    if (this.#path === null) return;
    this.#lastJob = this.#lastJob
      // The first look at a film, already asked for, goes before.
      .then(() => new Promise((resolve) => setImmediate(resolve)))
      .then(() => (this.#closed ? undefined : job()))
      .catch((thrown: unknown) => this.#tell({ kind: 'failed', error: toPageReport(thrown) }));
  }

  #tell(news: LibraryNews): void {
    for (const listener of this.#listeners) listener(news);
  }
}
