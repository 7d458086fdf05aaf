import type {
  FoundStudies,
  IndexState,
  StudyId,
  StudyQuery,
  StudyStatus,
  StudySummary,
} from '#common/browse/study-summary';
import { joinedNote } from '#common/browse/study-note';
import type { Triage } from '#common/contract/batch';
import type { WorklistFilms, WorklistPage } from '#common/contract/worklist';
import type { FilmSource } from '#common/contract/film-source';
import type { FrameOfFile } from '#common/contract/engine';
import { AppError } from '#common/errors';
import type { RelatedStudy } from '#common/hanging/related-study';
import type { MarkChange, Marks } from '#common/measure/marks';
import type { ImageResult } from '#common/model/result';
import { findingOf, hasPrediction } from '#common/viewer/finding';
import { addFilm, stampFilm, type ContentStamp, type IndexedFilm } from './add-films.ts';
import { currentStamp, unreadStampOf } from './content-stamp.ts';
import { findStudies, summariesOf } from './find-studies.ts';
import { imageAt } from './image-places.ts';
import { keepMarks, keyFramesAt, recallMarks } from './marks.ts';
import { openDatabase } from './open-database.ts';
import { relatedStudies } from './related-studies.ts';
import type { Sqlite } from './sqlite.ts';
import { keepTriage, recallTriage } from './triage.ts';
import { beginWorklist, forgetWorklistFilms, keepWorklist, recallWorklist } from './worklist.ts';

/** A film that the index has, and the study it is of. */
export interface Placed {
  readonly film: IndexedFilm;
  readonly studyId: StudyId;
  /** Its starred frames, counted from 0. */
  readonly keyFrames: readonly number[];
}

interface KnownFilm {
  readonly image: number;
  readonly source: FilmSource;
  /** Of its content. */
  readonly stamp: string;
}

/**
 * What was opened on this computer: patients, studies, series and images, with the reading status, notes, verdicts
 * and marks. Several processes may keep one file. Methods throw AppError `index-damaged` or `index-unwritable`.
 */
export class StudyIndex {
  readonly state: IndexState;
  readonly #database: Sqlite;
  /** SHA-256 of the model whose verdicts count; others' are kept. */
  model: string | null = null;

  /**
   * @param path of the file; `:memory:` is not one
   * @param key of an encrypted index
   */
  constructor(path: string, key: Uint8Array | null = null) {
    ({ database: this.#database, state: this.state } = openDatabase(path, key));
  }

  /** Films whose medium is gone meanwhile are among them: they may still be on the screen, and be marked. */
  async add(films: readonly IndexedFilm[]): Promise<readonly Placed[]> {
    const stamped: { readonly film: IndexedFilm; readonly stamp: ContentStamp }[] = [];
    for (const film of films) {
      const stamp = await stampFilm(this.#database, film).catch((thrown: unknown) => {
        if (isOfIndex(thrown)) throw thrown;
        return unreadStampOf(film, film.stamp);
      });
      stamped.push({ film, stamp });
    }
    return this.#database.transaction(() =>
      stamped.map(({ film, stamp }) => {
        const studyId = addFilm(this.#database, film, stamp);
        return { film, studyId, keyFrames: keyFramesAt(this.#database, film) };
      }),
    );
  }

  find(query: StudyQuery): FoundStudies {
    return { ...findStudies(this.#database, query, this.model), index: this.state };
  }

  summaries(ids: readonly StudyId[]): readonly StudySummary[] {
    return summariesOf(this.#database, ids, this.model);
  }

  /** Earlier studies that are, or may be, of the same person; latest first. */
  related(studyId: StudyId): readonly RelatedStudy[] {
    return relatedStudies(this.#database, studyId, this.model);
  }

  /** @throws AppError unknown-study */
  setStatus(studyId: StudyId, status: StudyStatus): StudySummary {
    this.#database.run('UPDATE studies SET status = ? WHERE id = ?', [status, studyId]);
    return this.#summary(studyId);
  }

  /**
   * Keeps a note, and beside it one that another window or process wrote meanwhile.
   *
   * @param before What the writing began from.
   * @throws AppError unknown-study
   */
  setNote(studyId: StudyId, note: string, before: string): StudySummary {
    this.#database.transaction(() => {
      const present = String(
        this.#database.get('SELECT note FROM studies WHERE id = ?', [studyId])?.['note'] ?? '',
      );
      const kept = joinedNote(present, before, note);
      this.#database.run('UPDATE studies SET note = ? WHERE id = ?', [kept, studyId]);
    });
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
    const found = new Map<number, FilmSource>();
    let present = 0;
    for (const { image, source, stamp } of rows) {
      if (found.has(image)) continue;
      const now = await currentStamp(source, stamp).catch(() => null);
      if (now !== null) present++;
      if (now === stamp) found.set(image, source);
    }
    if (found.size > 0) return [...found.values()];
    throw present > 0
      ? new AppError('file-changed', 'Other films lie where those of the study lay.')
      : new AppError('file-not-found', 'The films of the study are no longer where they lay.');
  }

  /** Of every study that has one. */
  studyUids(): readonly { readonly studyId: StudyId; readonly uid: string }[] {
    return this.#database
      .all('SELECT id, uid FROM studies WHERE uid IS NOT NULL')
      .map((row) => ({ studyId: Number(row['id']), uid: String(row['uid']) }));
  }

  /** Keeps what a model said of a frame; null where the index does not have its film. */
  keepVerdict(frame: FrameOfFile, model: string, result: ImageResult): StudyId | null {
    const place = imageAt(this.#database, frame);
    if (place === null) return null;
    const probability = hasPrediction(result) ? result.prediction.probability : null;
    this.#database.run('INSERT OR REPLACE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)', [
      place.image,
      frame.frame,
      model,
      findingOf(result),
      probability,
      result.scope.reason,
    ]);
    return place.study;
  }

  /** Keeps all of a change to what a person put on a frame; null where the index does not have its film. */
  keepMarks(frame: FrameOfFile, change: MarkChange): StudyId | null {
    return this.#database.transaction(() => keepMarks(this.#database, frame, change));
  }

  /** Null where the index does not have the film. */
  recallMarks(frame: FrameOfFile): Marks | null {
    return recallMarks(this.#database, frame);
  }

  /** Removes studies with all that is known of them, overwrites where it stood and says where the films lie. */
  remove(ids: readonly StudyId[]): readonly FilmSource[] {
    const sources = ids.flatMap((id) => this.#films(id)).map(({ source }) => source);
    this.#database.transaction(() => {
      for (const id of ids) this.#database.run('DELETE FROM studies WHERE id = ?', [id]);
      this.#database.run('DELETE FROM patients WHERE id NOT IN (SELECT patient FROM studies)');
      forgetWorklistFilms(this.#database, sources);
    });
    this.#database.purge();
    return sources;
  }

  clear(): void {
    this.#database.run('DELETE FROM patients');
    this.#database.run('DELETE FROM triage');
    this.#database.run('DELETE FROM worklist');
    this.#database.purge();
  }

  keepTriage(triage: Triage): void {
    keepTriage(this.#database, this.model ?? '', triage);
  }

  recallTriage(): readonly Triage[] {
    return recallTriage(this.#database, this.model ?? '');
  }

  /** @param judge names the model and the operating point in force, here and below */
  beginWorklist(judge: string, out: string): void {
    beginWorklist(this.#database, judge, out);
  }

  keepWorklist(judge: string, films: WorklistFilms): void {
    keepWorklist(this.#database, judge, films);
  }

  recallWorklist(judge: string, after: number): WorklistPage {
    return recallWorklist(this.#database, judge, after);
  }

  close(): void {
    this.#database.close();
  }

  /** Every place of every film of a study, the latest of each film first. */
  #films(studyId: StudyId): readonly KnownFilm[] {
    return this.#database
      .all(
        `SELECT images.id, images.source, content_stamp, 1 AS turn
         FROM images JOIN series ON series.id = images.series WHERE study = ?1
         UNION ALL
         SELECT images.id, places.source, content_stamp, 2
         FROM places JOIN images ON images.id = image JOIN series ON series.id = images.series
         WHERE study = ?1 AND places.source <> images.source
         ORDER BY 1, 4`,
        [studyId],
      )
      .map((row) => ({
        image: Number(row['id']),
        source: JSON.parse(String(row['source'])) as FilmSource,
        stamp: String(row['content_stamp']),
      }));
  }

  #summary(studyId: StudyId): StudySummary {
    const [summary] = this.summaries([studyId]);
    if (summary === undefined) throw unknownStudy();
    return summary;
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
