import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type {
  EngineEvents,
  Events,
  ImageEntry,
  OpeningId,
  OpeningProgress,
  SurveyedImage,
} from '#common/contract/ipc';
import { toPageReport } from '#common/errors';
import type { EngineHost } from './engine-host.ts';
import type { ImageTable } from './image-table.ts';
import { studyTitle } from './study-title.ts';

interface Opening {
  readonly paths: readonly string[];
  examined: number;
  found: number;
  refused: number;
  title: string | null;
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

  constructor(options: OpeningsOptions) {
    this.#options = options;
  }

  /** Returns at once; what is found is announced as it is found. */
  open(paths: readonly string[]): OpeningId {
    const openingId = randomUUID();
    this.#openings.set(openingId, { paths, examined: 0, found: 0, refused: 0, title: null });
    this.#options.announce('openingStarted', { openingId });
    void this.#survey(openingId, paths);
    return openingId;
  }

  async cancel(openingId: OpeningId): Promise<void> {
    if (this.#openings.has(openingId)) await this.#options.engine.ask('cancelSurvey', openingId);
  }

  /** Takes one batch of the engine's findings. */
  receive({ surveyId, images, refusals, examined }: EngineEvents['surveyed']): void {
    const opening = this.#openings.get(surveyId);
    if (opening === undefined) return;
    const openingId = surveyId;
    const entries = images.flatMap((image) => this.#entriesOf(image));
    const files = refusals.map(({ path, error }) => ({ displayName: basename(path), error }));
    const [first] = images;
    opening.title ??= first === undefined ? null : studyTitle(first);
    opening.examined = examined;
    opening.found += entries.length;
    opening.refused += files.length;
    if (entries.length > 0) this.#options.announce('imagesFound', { openingId, images: entries });
    if (files.length > 0) this.#options.announce('filesRefused', { openingId, files });
    this.#options.announce('openingProgress', progressOf(openingId, opening, false));
  }

  async #survey(openingId: OpeningId, paths: readonly string[]): Promise<void> {
    try {
      await this.#options.engine.ask('survey', { surveyId: openingId, paths: [...paths] });
    } catch (thrown) {
      this.#refuse(openingId, paths, thrown);
    }
    const opening = this.#openings.get(openingId);
    this.#openings.delete(openingId);
    if (opening === undefined) return;
    this.#options.announce('openingProgress', progressOf(openingId, opening, true));
    this.#remember(opening);
  }

  #remember({ paths, title }: Opening): void {
    if (title === null) return;
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

  #entriesOf(image: SurveyedImage): ImageEntry[] {
    const { path, stamp, ...rest } = image;
    const { sopInstanceUid } = image.attributes;
    return Array.from({ length: image.numberOfFrames }, (_, frame) => ({
      ...rest,
      imageId: this.#options.images.add({ path, frame, stamp, sopInstanceUid }),
      displayName: basename(path),
      frame,
    }));
  }
}

function progressOf(openingId: OpeningId, opening: Opening, finished: boolean): OpeningProgress {
  const { examined, found, refused } = opening;
  return { openingId, examined, found, refused, finished };
}
