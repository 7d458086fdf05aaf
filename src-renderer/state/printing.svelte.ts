import type { ImageId } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import { layOut, type FilmsToSheet, type LaidOut, type PrintedFilm } from '#common/print/lay-out';
import type { Paper, PrintJob } from '#common/print/sheet';
import type { PictureContent } from '../picture/film-subject.ts';
import type { FilmScope } from '../picture/film-subjects.ts';

export interface PrintChoice extends PictureContent {
  readonly scope: FilmScope;
  readonly paper: Paper;
  readonly landscape: boolean;
  readonly filmsToSheet: FilmsToSheet;
  readonly size: 'fit' | 'true';
}

/** A film drawn for the paper. */
export interface PrintPicture extends PrintedFilm {
  readonly imageId: ImageId;
  /** PNG. */
  readonly bytes: Uint8Array;
}

/** What stands at the foot of sheets, in the language of the window. */
export interface SheetWords {
  readonly footer: readonly string[];
  readonly rulerWords: string;
}

interface Source {
  filmsOf(scope: FilmScope): readonly ImageId[];
  picture(imageId: ImageId, content: PictureContent): Promise<PrintPicture>;
  wordsOf(choice: PrintChoice): SheetWords;
  print(job: PrintJob): Promise<boolean>;
  /** Null where the person closed the chooser. */
  savePdf(job: PrintJob): Promise<string | null>;
}

/** Unlike a saved picture, a sheet of paper says who it is of unless somebody wants otherwise. */
const usualChoice: PrintChoice = {
  scope: 'film',
  paper: 'A4',
  landscape: false,
  filmsToSheet: 1,
  size: 'fit',
  lying: 'displayed',
  annotations: true,
  texts: true,
  identity: true,
  secondReader: false,
};

/** More are not drawn at once. */
export const mostPrinted = 40;

export type PrintOutcome =
  | { readonly kind: 'printed' }
  | { readonly kind: 'saved'; readonly name: string }
  | { readonly kind: 'failed'; readonly error: ErrorReport };

/** Films on their way to paper: what is wanted, the sheets as they will be, and what became of them. */
export class PrintState {
  open: boolean = $state(false);
  choice: PrintChoice = $state.raw(usualChoice);
  pictures: readonly PrintPicture[] = $state.raw([]);
  drawing: boolean = $state(false);
  busy: boolean = $state(false);
  outcome: PrintOutcome | null = $state.raw(null);
  readonly laidOut: LaidOut = $derived.by(() =>
    layOut(this.pictures, { ...this.choice, ...this.#source.wordsOf(this.choice) }),
  );
  readonly ready: boolean = $derived(
    !this.drawing && !this.busy && this.pictures.length > 0 && this.laidOut.refusals.size === 0,
  );
  readonly #source: Source;
  #round = 0;

  constructor(source: Source) {
    this.#source = source;
  }

  show(): void {
    this.choice = { ...this.choice, scope: 'film', identity: true };
    this.outcome = null;
    this.open = true;
    void this.draw();
  }

  hide(): void {
    if (this.busy) return;
    this.open = false;
    this.pictures = [];
    this.#round += 1;
  }

  /** Draws anew where the pictures change and not only where they lie. */
  change(change: Partial<PrintChoice>): void {
    this.choice = { ...this.choice, ...change };
    this.outcome = null;
    const ofSheet = ['paper', 'landscape', 'filmsToSheet', 'size'];
    if (Object.keys(change).some((name) => !ofSheet.includes(name))) void this.draw();
  }

  films(scope: FilmScope = this.choice.scope): readonly ImageId[] {
    return this.#source.filmsOf(scope);
  }

  async draw(): Promise<void> {
    const round = (this.#round += 1);
    const { choice } = this;
    const { lying, annotations, texts, identity, secondReader } = choice;
    this.drawing = true;
    const pictures: PrintPicture[] = [];
    try {
      for (const imageId of this.films().slice(0, mostPrinted)) {
        const content = { lying, annotations, texts, identity, secondReader };
        pictures.push(await this.#source.picture(imageId, content));
        if (round !== this.#round) return;
      }
      this.pictures = pictures;
    } catch (thrown) {
      if (round !== this.#round) return;
      // Those of before may say what is no longer wanted, such as a name.
      this.pictures = [];
      this.outcome = { kind: 'failed', error: toErrorReport(thrown) };
    } finally {
      if (round === this.#round) this.drawing = false;
    }
  }

  print(): Promise<void> {
    return this.#send(async (job) => ((await this.#source.print(job)) ? { kind: 'printed' } : null));
  }

  savePdf(): Promise<void> {
    return this.#send(async (job) => {
      const name = await this.#source.savePdf(job);
      return name === null ? null : { kind: 'saved', name };
    });
  }

  async #send(send: (job: PrintJob) => Promise<PrintOutcome | null>): Promise<void> {
    if (!this.ready) return;
    const { paper, landscape } = this.choice;
    this.busy = true;
    this.outcome = null;
    try {
      const pictures = this.pictures.map(({ bytes }) => bytes);
      this.outcome = await send({ paper, landscape, sheets: this.laidOut.sheets, pictures });
    } catch (thrown) {
      this.outcome = { kind: 'failed', error: toErrorReport(thrown) };
    } finally {
      this.busy = false;
    }
  }
}
