import type {
  FoundStudies,
  IndexState,
  StudyId,
  StudyQuery,
  StudyStatus,
  StudySummary,
} from '#common/browse/study-summary';
import type { FilmSource } from '#common/contract/film-source';
import type { FrameOfFile } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import type { Calibration } from '#common/measure/calibration';
import type { ImageResult } from '#common/model/result';
import { findingOf, hasPrediction } from '#common/viewer/finding';
import { addFilm, sourceKey, stampFilm, type ContentStamp, type IndexedFilm } from './add-films.ts';
import { keepCalibration, recallCalibration } from './calibrations.ts';
import { currentStamp } from './content-stamp.ts';
import { findStudies, summariesOf } from './find-studies.ts';
import { openDatabase } from './open-database.ts';
import type { Sqlite } from './sqlite.ts';

/** A film that the index has, and the study it is of. */
export interface Placed {
  readonly film: IndexedFilm;
  readonly studyId: StudyId;
}

/**
 * What was opened on this computer: patients, studies, series and images, with the reading status, notes and
 * verdicts. One at a time may have a file open. Methods throw AppError `index-damaged` or `index-unwritable`.
 */
export class StudyIndex {
  readonly state: IndexState;
  readonly #database: Sqlite;
  /** SHA-256 of the model whose verdicts count; others' are kept. */
  model: string | null = null;

  /** @param path of the file; `:memory:` is not one */
  constructor(path: string) {
    ({ database: this.#database, state: this.state } = openDatabase(path));
  }

  /** Films that cannot be read any more are left out. */
  async add(films: readonly IndexedFilm[]): Promise<readonly Placed[]> {
    const stamped: { readonly film: IndexedFilm; readonly stamp: ContentStamp }[] = [];
    for (const film of films) {
      const stamp = await stampFilm(this.#database, film).catch((thrown: unknown) => {
        if (isOfIndex(thrown)) throw thrown;
        return undefined;
      });
      if (stamp !== undefined) stamped.push({ film, stamp });
    }
    return this.#database.transaction(() =>
      stamped.map(({ film, stamp }) => ({ film, studyId: addFilm(this.#database, film, stamp) })),
    );
  }

  find(query: StudyQuery): FoundStudies {
    return { ...findStudies(this.#database, query, this.model), index: this.state };
  }

  summaries(ids: readonly StudyId[]): readonly StudySummary[] {
    return summariesOf(this.#database, ids, this.model);
  }

  /** @throws AppError unknown-study */
  setStatus(studyId: StudyId, status: StudyStatus): StudySummary {
    this.#database.run('UPDATE studies SET status = ? WHERE id = ?', [status, studyId]);
    return this.#summary(studyId);
  }

  /** @throws AppError unknown-study */
  setNote(studyId: StudyId, note: string): StudySummary {
    this.#database.run('UPDATE studies SET note = ? WHERE id = ?', [note, studyId]);
    return this.#summary(studyId);
  }

  /**
   * Where the films of a study lie, those alone that are still there and still the same.
   *
   * @throws AppError unknown-study, and file-not-found or file-changed where none is left
   */
  async sources(studyId: StudyId): Promise<readonly FilmSource[]> {
    const rows = this.#films(studyId);
    if (rows.length === 0) throw unknownStudy();
    const found: FilmSource[] = [];
    let present = 0;
    for (const { source, stamp } of rows) {
      const now = await currentStamp(source, stamp).catch(() => null);
      if (now !== null) present++;
      if (now === stamp) found.push(source);
    }
    if (found.length > 0) return found;
    throw present > 0
      ? new AppError('file-changed', 'Other films lie where those of the study lay.')
      : new AppError('file-not-found', 'The films of the study are no longer where they lay.');
  }

  /** Keeps what a model said of a frame; null where the index does not have its film. */
  keepVerdict(frame: FrameOfFile, model: string, result: ImageResult): StudyId | null {
    const row = this.#database.get(
      `SELECT images.id, study FROM images JOIN series ON series.id = images.series
       WHERE source = ? AND file_stamp = ?`,
      [sourceKey(frame), frame.stamp],
    );
    if (row === null) return null;
    const probability = hasPrediction(result) ? result.prediction.probability : null;
    this.#database.run('INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)', [
      Number(row['id']),
      frame.frame,
      model,
      findingOf(result),
      probability,
      result.scope.reason,
    ]);
    return Number(row['study']);
  }

  /** As `keepCalibration` of the index's tables. */
  keepCalibration(frame: FrameOfFile, calibration: Calibration | null): boolean {
    return keepCalibration(this.#database, frame, calibration);
  }

  recallCalibration(frame: FrameOfFile): Calibration | null {
    return recallCalibration(this.#database, frame);
  }

  /** Removes studies with all that is known of them, overwrites where it stood and says where the films lie. */
  remove(ids: readonly StudyId[]): readonly FilmSource[] {
    const sources = ids.flatMap((id) => this.#films(id)).map(({ source }) => source);
    this.#database.transaction(() => {
      for (const id of ids) this.#database.run('DELETE FROM studies WHERE id = ?', [id]);
      this.#database.run('DELETE FROM patients WHERE id NOT IN (SELECT patient FROM studies)');
    });
    this.#forgetJournal();
    return sources;
  }

  clear(): void {
    this.#database.run('DELETE FROM patients');
    this.#database.execute('VACUUM');
    this.#forgetJournal();
  }

  close(): void {
    this.#database.close();
  }

  #films(studyId: StudyId): readonly { readonly source: FilmSource; readonly stamp: string }[] {
    return this.#database
      .all(
        `SELECT source, content_stamp FROM images JOIN series ON series.id = images.series
         WHERE study = ? ORDER BY images.id`,
        [studyId],
      )
      .map((row) => ({
        source: JSON.parse(String(row['source'])) as FilmSource,
        stamp: String(row['content_stamp']),
      }));
  }

  #summary(studyId: StudyId): StudySummary {
    const [summary] = this.summaries([studyId]);
    if (summary === undefined) throw unknownStudy();
    return summary;
  }

  /** The write-ahead log still holds the pages as they were. */
  #forgetJournal(): void {
    this.#database.all('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

function unknownStudy(): AppError {
  return new AppError('unknown-study', 'The index has no such study.');
}

function isOfIndex(thrown: unknown): boolean {
  return (
    thrown instanceof AppError && (thrown.code === 'index-damaged' || thrown.code === 'index-unwritable')
  );
}
