import type { ImageEntry, ImageId, Request } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import { pictureName } from '#common/export/file-name';
import { isValueFormat, type ExportFormat, type PictureFormat } from '#common/export/formats';
import type { PictureContent } from '../picture/film-subject.ts';
import type { FilmScope } from '../picture/film-subjects.ts';

export interface ExportChoice extends PictureContent {
  readonly scope: FilmScope;
  readonly format: ExportFormat;
  /** Of a JPEG, in percent. */
  readonly quality: number;
}

/** What a picture is asked for with, besides what it is of. */
export type PictureChoice = PictureContent & { readonly format: PictureFormat; readonly quality: number };

interface Source {
  filmsOf(scope: FilmScope): readonly ImageId[];
  entry(imageId: ImageId): ImageEntry;
  picture(imageId: ImageId, choice: PictureChoice): Promise<Uint8Array>;
  /** Null where the person closed the chooser. */
  choosePlace(request: Request<'choosePlace'>): Promise<string | null>;
  savePicture(request: Request<'savePicture'>): Promise<string>;
  saveValues(request: Request<'saveValues'>): Promise<string>;
  leavePlace(placeId: string): Promise<void>;
}

export interface ExportFailure {
  readonly displayName: string;
  readonly error: ErrorReport;
}

/** How an export ended. */
export interface ExportOutcome {
  readonly saved: number;
  /** Of the only one that was saved. */
  readonly name: string | null;
  readonly stopped: boolean;
  readonly failures: readonly ExportFailure[];
}

const usualChoice: ExportChoice = {
  scope: 'film',
  format: 'png',
  quality: 92,
  lying: 'displayed',
  annotations: true,
  texts: true,
  identity: false,
  secondReader: false,
};

/** Failures that every later film would meet too. */
const endsAll: ReadonlySet<string> = new Set(['disk-full', 'output-unwritable']);

/** Pictures on their way out of the window: what is wanted, how far it is, and what became of it. */
export class ExportState {
  open: boolean = $state(false);
  choice: ExportChoice = $state.raw(usualChoice);
  progress: { readonly done: number; readonly total: number } | null = $state.raw(null);
  outcome: ExportOutcome | null = $state.raw(null);
  #stopping = false;
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  /** Identity has to be asked for every time. */
  show(): void {
    this.choice = { ...this.choice, scope: 'film', identity: false };
    this.outcome = null;
    this.open = true;
  }

  hide(): void {
    if (this.progress === null) this.open = false;
  }

  change(change: Partial<ExportChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.outcome = null;
  }

  films(scope: FilmScope = this.choice.scope): readonly ImageId[] {
    return this.#source.filmsOf(scope);
  }

  stop(): void {
    this.#stopping = true;
  }

  /** Asks for a place and writes the pictures one after the other; says what became of each that failed. */
  async save(): Promise<void> {
    const { choice } = this;
    const films = this.films();
    if (films.length === 0 || this.progress !== null) return;
    this.progress = { done: 0, total: films.length };
    this.outcome = null;
    this.#stopping = false;
    try {
      const name = this.#name(films, 0, choice);
      const count = films.length;
      const placeId = await this.#source.choosePlace({ format: choice.format, name, count });
      if (placeId !== null) this.outcome = await this.#saveAll(films, choice, placeId);
    } catch (thrown) {
      this.outcome = { saved: 0, name: null, stopped: false, failures: [failureOf('', thrown)] };
    } finally {
      this.progress = null;
    }
  }

  async #saveAll(films: readonly ImageId[], choice: ExportChoice, placeId: string): Promise<ExportOutcome> {
    const failures: ExportFailure[] = [];
    const names: string[] = [];
    for (const [index, imageId] of films.entries()) {
      if (this.#stopping) break;
      const name = this.#name(films, index, choice);
      try {
        names.push(await this.#saveOne(imageId, choice, { placeId, name }));
      } catch (thrown) {
        const failure = failureOf(this.#source.entry(imageId).displayName, thrown);
        failures.push(failure);
        if (endsAll.has(failure.error.code)) break;
      }
      this.progress = { done: index + 1, total: films.length };
    }
    await this.#source.leavePlace(placeId);
    const [name = null] = names.length === 1 ? names : [];
    return { saved: names.length, name, stopped: this.#stopping, failures };
  }

  async #saveOne(
    imageId: ImageId,
    choice: ExportChoice,
    to: { readonly placeId: string; readonly name: string },
  ): Promise<string> {
    const { format, quality, ...content } = choice;
    if (isValueFormat(format)) return this.#source.saveValues({ ...to, imageId });
    const picture = await this.#source.picture(imageId, { ...content, format, quality: quality / 100 });
    return this.#source.savePicture({ ...to, picture });
  }

  #name(films: readonly ImageId[], index: number, { identity }: ExportChoice): string {
    const { attributes } = this.#source.entry(films[index]!);
    return pictureName(attributes, { number: index + 1, count: films.length, identity });
  }
}

function failureOf(displayName: string, thrown: unknown): ExportFailure {
  return { displayName, error: toErrorReport(thrown) };
}
