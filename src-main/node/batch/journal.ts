import { rm } from 'node:fs/promises';
import * as v from 'valibot';
import type { FilmSource } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import type { EarlierFilms } from '../scan/scan-films.ts';
import { JournalFile, type Place } from './journal-file.ts';
import { decodeLine, encodeLine } from './journal-line.ts';
import {
  journalHeaderSchema,
  judgedFilmSchema,
  type BatchConditions,
  type JudgedFilm,
} from './journal-records.ts';

/** What a power cut may cost: the films whose lines are made to last together. */
const group = { films: 32, milliseconds: 1000 };

interface KnownFilm extends Place {
  readonly stamp: string | null;
}

/** The file beside a report in which a batch writes down each film as it is judged. */
export function journalOf(report: string): string {
  return `${report}.journal`;
}

/**
 * What a batch has judged so far: a header line, then a line per film, each with a checksum, none ever changed.
 * A line that is not as it was written is passed over, so that its film is judged again.
 */
export class Journal implements EarlierFilms {
  readonly conditions: BatchConditions;
  readonly #path: string;
  readonly #file: JournalFile;
  readonly #places: Place[] = [];
  readonly #bySource = new Map<string, KnownFilm>();
  readonly #byContent = new Map<string, Place>();
  #unsynced = 0;
  #lastSync = performance.now();

  private constructor(path: string, file: JournalFile, conditions: BatchConditions) {
    this.#path = path;
    this.#file = file;
    this.conditions = conditions;
  }

  /** Begins one. @throws AppError `scan-unfinished`, `disk-full`, `output-unwritable` */
  static async create(path: string, conditions: BatchConditions): Promise<Journal> {
    const file = await JournalFile.create(path);
    try {
      await file.append(encodeLine({ format: 'osteon-batch-journal', version: 1, conditions }));
      await file.sync();
    } catch (thrown) {
      await file.close();
      await rm(path, { force: true });
      throw thrown;
    }
    return new Journal(path, file, conditions);
  }

  /**
   * Opens one with all the films in it; null where the program ended before even its header was written.
   *
   * @throws AppError `file-not-found`, `journal-damaged` or `output-unwritable`
   */
  static async open(path: string): Promise<Journal | null> {
    const file = await JournalFile.open(path);
    try {
      let journal: Journal | null = null;
      for await (const { line, ...place } of file.lines())
        if (journal === null) journal = new Journal(path, file, readHeader(line));
        else journal.#recall(line, place);
      if (journal === null) await file.close();
      return journal;
    } catch (thrown) {
      await file.close();
      throw thrown;
    }
  }

  /** Every film, in the order in which they were judged. */
  get places(): readonly Place[] {
    return this.#places;
  }

  isKnown(film: FilmSource, stamp: string): boolean {
    return this.#bySource.get(keyOf(film))?.stamp === stamp;
  }

  hasContent(contentSha256: string): boolean {
    return this.#byContent.has(contentSha256);
  }

  /** Where the film of this name was written down last. */
  placeOf(film: FilmSource): Place | null {
    return this.#bySource.get(keyOf(film)) ?? null;
  }

  /** A film judged by these bytes, under whatever name. @throws RangeError where `hasContent` says there is none */
  async readContent(contentSha256: string): Promise<JudgedFilm> {
    const place = this.#byContent.get(contentSha256);
    if (place === undefined) throw new RangeError('The journal has no such film.');
    return this.read(place);
  }

  /** @throws AppError `journal-damaged` where the file was changed by others */
  async read(place: Place): Promise<JudgedFilm> {
    const film = v.safeParse(judgedFilmSchema, decodeLine(await this.#file.read(place)));
    if (film.success) return film.output;
    throw new AppError('journal-damaged', 'The journal of the scan was changed while it was in use.');
  }

  /**
   * Writes a film down; after the program is killed it is there, after a power cut only once it was synced.
   *
   * @throws AppError `disk-full`, `output-unwritable`; the film is not written then, and can be once more
   */
  async append(film: JudgedFilm): Promise<Place> {
    const place = await this.#file.append(encodeLine(film));
    this.#note(film, place);
    this.#unsynced++;
    return place;
  }

  /** Whether a group is full, of films or of time. */
  get isSyncDue(): boolean {
    const overdue = performance.now() - this.#lastSync >= group.milliseconds;
    return this.#unsynced >= group.films || (this.#unsynced > 0 && overdue);
  }

  /** Waits until all films outlast a power cut. @throws AppError `disk-full`, `output-unwritable` */
  async sync(): Promise<void> {
    await this.#file.sync();
    this.#unsynced = 0;
    this.#lastSync = performance.now();
  }

  /** Leaves the file to a later run. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  /** Closes and deletes it, once the report is there. */
  async remove(): Promise<void> {
    await this.#file.close();
    await rm(this.#path, { force: true });
  }

  #recall(line: Uint8Array, place: Place): void {
    const film = v.safeParse(judgedFilmSchema, decodeLine(line));
    if (film.success) this.#note(film.output, place);
  }

  #note({ source, stamp, contentSha256 }: JudgedFilm, place: Place): void {
    this.#places.push(place);
    this.#bySource.set(keyOf(source), { ...place, stamp });
    if (contentSha256 !== null) this.#byContent.set(contentSha256, place);
  }
}

function readHeader(line: Uint8Array): BatchConditions {
  const header = v.safeParse(journalHeaderSchema, decodeLine(line));
  if (header.success) return header.output.conditions;
  throw new AppError('journal-damaged', 'The journal of the unfinished scan does not say what it is of.');
}

function keyOf({ path, members }: FilmSource): string {
  return members === undefined ? path : JSON.stringify([path, members]);
}
