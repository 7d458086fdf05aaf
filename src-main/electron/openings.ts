import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type {
  EngineEvents,
  SurveyedImage,
  SurveyedObject,
  SurveyedRefusal,
  Unlocking,
} from '#common/contract/engine';
import type {
  Events,
  ImageEntry,
  ObjectEntry,
  OpeningId,
  OpeningProgress,
  RefusalId,
  RefusedFile,
} from '#common/contract/ipc';
import { sourceOf, type FilmSource } from '#common/contract/film-source';
import { AppError, toPageReport } from '#common/errors';
import { displayNameOf, refusedNameOf } from './display-name.ts';
import type { EngineHost } from './engine-host.ts';
import type { ImageTable } from './image-table.ts';
import { studyTitle } from './study-title.ts';

interface Opening {
  readonly paths: readonly string[];
  examined: number;
  found: number;
  refused: number;
  title: string | null;
  /** Unasked for: no one's recent study. */
  readonly quiet: boolean;
}

export interface OpeningsOptions {
  readonly engine: Pick<EngineHost, 'ask'>;
  readonly images: ImageTable;
  announce<N extends keyof Events>(name: N, payload: Events[N]): void;
  /** Called once per opening that held an image. */
  remember(paths: readonly string[], title: string): void;
}

/** Opens files and folders: the engine surveys them, the page learns of each frame under an opaque name. */
export class Openings {
  readonly #options: OpeningsOptions;
  readonly #openings = new Map<OpeningId, Opening>();
  readonly #locked = new Map<RefusalId, FilmSource>();
  /** By what was refused, for as long as the window lives. */
  readonly #refusedIds = new Map<string, string>();
  /** What was asked for since the start, each once. */
  readonly #asked = new Map<string, { readonly paths: readonly string[]; readonly quiet: boolean }>();
  /** In memory alone, for an engine that takes the place of one that died. */
  readonly #unlocked: Unlocking[] = [];

  constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  /** Returns at once; what is found is announced as it is found. */
  open(paths: readonly string[]): OpeningId {
    return this.#openAs(paths, false);
  }

  /** As `open`, for comparison with what a person reads: announced as such, and not remembered. */
  openQuietly(paths: readonly string[]): OpeningId {
    return this.#openAs(paths, true);
  }

  /**
   * Opens what was locked, as `open` does, once the password is known to be right.
   *
   * @throws AppError `archive-password-wrong`, `invalid-request`, and of opening the file
   */
  async unlock(refusalId: RefusalId, password: string): Promise<OpeningId> {
    const archive = this.#locked.get(refusalId);
    if (archive === undefined) throw new AppError('invalid-request', 'No locked archive has this name.');
    const { engine } = this.#options;
    await engine.ask('unlock', { archive, password });
    this.#unlocked.push({ archive, password });
    this.#locked.delete(refusalId);
    return this.#begin([archive.path], (surveyId) => engine.ask('surveyUnlocked', { surveyId, archive }));
  }

  /** The archives that were unlocked since the start. */
  get unlocked(): readonly Unlocking[] {
    return this.#unlocked;
  }

  /** Opens all that was ever opened once more, for a page that knows nothing of it; what still runs is given up. */
  reopen(): void {
    for (const openingId of this.#openings.keys()) {
      this.#openings.delete(openingId);
      void this.#options.engine.ask('cancelSurvey', openingId).catch(() => undefined);
    }
    for (const { paths, quiet } of this.#asked.values()) this.#openAs(paths, quiet);
  }

  async cancel(openingId: OpeningId): Promise<void> {
    if (this.#openings.has(openingId)) await this.#options.engine.ask('cancelSurvey', openingId);
  }

  /** Takes one batch of the engine's findings. */
  receive({ surveyId, images, refusals, objects, examined }: EngineEvents['surveyed']): void {
    const opening = this.#openings.get(surveyId);
    if (opening === undefined) return;
    const openingId = surveyId;
    const entries = images.flatMap((image) => this.#entriesOf(image));
    const files = refusals.map((refusal) => this.#refusedFile(refusal));
    const [first] = images;
    opening.title ??= first === undefined ? null : studyTitle(first);
    opening.examined = examined;
    opening.found += entries.length;
    opening.refused += files.length;
    if (entries.length > 0) this.#options.announce('imagesFound', { openingId, images: entries });
    if (files.length > 0) this.#options.announce('filesRefused', { openingId, files });
    if (objects.length > 0)
      this.#options.announce('objectsFound', { objects: objects.map((one) => this.#objectEntry(one)) });
    this.#options.announce('openingProgress', progressOf(openingId, opening, false));
  }

  #openAs(paths: readonly string[], quiet: boolean): OpeningId {
    const asked = JSON.stringify(paths);
    if (!quiet || !this.#asked.has(asked)) this.#asked.set(asked, { paths, quiet });
    const ask = (surveyId: OpeningId): Promise<void> =>
      this.#options.engine.ask('survey', { surveyId, paths: [...paths] });
    return this.#begin(paths, ask, quiet);
  }

  #begin(paths: readonly string[], ask: (openingId: OpeningId) => Promise<void>, quiet = false): OpeningId {
    const openingId = randomUUID();
    this.#openings.set(openingId, { paths, examined: 0, found: 0, refused: 0, title: null, quiet });
    this.#options.announce('openingStarted', { openingId, quiet });
    void this.#survey(openingId, paths, ask);
    return openingId;
  }

  async #survey(
    openingId: OpeningId,
    paths: readonly string[],
    ask: (openingId: OpeningId) => Promise<void>,
  ): Promise<void> {
    try {
      await ask(openingId);
    } catch (thrown) {
      this.#refuse(openingId, paths, thrown);
    }
    const opening = this.#openings.get(openingId);
    this.#openings.delete(openingId);
    if (opening === undefined) return;
    this.#options.announce('openingProgress', progressOf(openingId, opening, true));
    this.#remember(opening);
  }

  #remember({ paths, title, quiet }: Opening): void {
    if (title === null || quiet) return;
    try {
      this.#options.remember(paths, title);
    } catch {
      // A full or write-protected disk costs the entry of the list, not the films on the screen.
    }
  }

  /** The survey itself failed: the page shows it against what the person asked for. */
  #refuse(openingId: OpeningId, paths: readonly string[], thrown: unknown): void {
    const error = toPageReport(thrown);
    if (error.code === 'cancelled') return;
    const files = [{ displayName: basename(paths[0] ?? ''), error }];
    this.#options.announce('filesRefused', { openingId, files });
  }

  #refusedFile({ error, study, ...archive }: SurveyedRefusal): RefusedFile {
    const fileId = this.#refusedId(archive);
    const refused = { fileId, displayName: refusedNameOf(archive, study), error };
    if (error.code !== 'archive-encrypted' && error.code !== 'archive-password-wrong') return refused;
    const refusalId = randomUUID();
    this.#locked.set(refusalId, sourceOf(archive));
    return { ...refused, refusalId };
  }

  #objectEntry({ object, ...source }: SurveyedObject): ObjectEntry {
    const film = sourceOf(source);
    return { objectId: this.#refusedId(film), displayName: displayNameOf(film), object };
  }

  #refusedId(film: FilmSource): string {
    const key = JSON.stringify(sourceOf(film));
    const fileId = this.#refusedIds.get(key) ?? randomUUID();
    this.#refusedIds.set(key, fileId);
    return fileId;
  }

  #entriesOf(image: SurveyedImage): ImageEntry[] {
    const { path: _path, members: _members, stamp, ...rest } = image;
    const film = sourceOf(image);
    const { sopInstanceUid } = image.attributes;
    return Array.from({ length: image.numberOfFrames }, (_, frame) => ({
      ...rest,
      imageId: this.#options.images.add({ ...film, frame, stamp, sopInstanceUid }),
      displayName: displayNameOf(film),
      frame,
    }));
  }
}

function progressOf(openingId: OpeningId, opening: Opening, finished: boolean): OpeningProgress {
  const { examined, found, refused } = opening;
  return { openingId, examined, found, refused, finished };
}
