import { SvelteMap } from 'svelte/reactivity';
import type { ImageEntry, ImageId } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { ImageResult } from '#common/model/result';
import { RequestQueue } from './request-queue.ts';

export type ResultState =
  | { readonly state: 'pending' }
  | { readonly state: 'result'; readonly result: ImageResult }
  | { readonly state: 'error'; readonly error: ErrorReport }
  | ({ readonly state: 'withheld' } & Withheld);

/** Why nothing is shown of what the model says: it comes after a verdict, or a scan has no score of the film. */
export type Withheld = { readonly why: 'verdict' } | { readonly why: 'noScore'; readonly error: ErrorReport };

const pending: ResultState = { state: 'pending' };

/**
 * What the classifier said, by image. There is no "current result" to fall out of step with the film:
 * whoever shows one asks by the id of the image on screen.
 */
export class ResultsState {
  readonly #results = new SvelteMap<ImageId, ResultState>();
  readonly #queue: RequestQueue;
  #wanted: readonly ImageEntry[] = [];
  #enabled = false;
  /** Answers begun before the results were last forgotten belong to another engine and are dropped. */
  #generation = 0;

  readonly #withheld: (image: ImageEntry) => Withheld | null;

  constructor(
    classify: (imageId: ImageId) => Promise<ImageResult>,
    withheld: (image: ImageEntry) => Withheld | null = () => null,
  ) {
    this.#withheld = withheld;
    this.#queue = new RequestQueue(
      1,
      (id) => !this.#results.has(id),
      async (id) => {
        const generation = this.#generation;
        const state = await settle(classify(id));
        if (generation === this.#generation) this.#results.set(id, state);
      },
    );
  }

  /** An image whose tags alone put it out of scope has its answer without being asked. */
  of(image: ImageEntry): ResultState {
    const { scope } = image;
    if (scope.status === 'outOfScope')
      return { state: 'result', result: { scope: { ...scope, status: scope.status } } };
    const withheld = this.#withheld(image);
    if (withheld !== null) return { state: 'withheld', ...withheld };
    return this.#results.get(image.imageId) ?? pending;
  }

  /** Most wanted first; nothing is asked until the classifier is ready. */
  want(images: readonly ImageEntry[]): void {
    this.#wanted = images;
    if (!this.#enabled) return;
    const open = images.filter(({ scope }) => scope.status !== 'outOfScope');
    this.#queue.want(open.map(({ imageId }) => imageId));
  }

  setEnabled(enabled: boolean): void {
    this.#enabled = enabled;
    this.want(this.#wanted);
  }

  /** Failures are asked again only on request: an image that stops the engine would stop it for ever. */
  retry(imageId: ImageId): void {
    this.#results.delete(imageId);
    this.want(this.#wanted);
  }

  /** For a change of provider: what another one computed is not shown as this one's. */
  forget(): void {
    this.#generation += 1;
    this.#results.clear();
    this.want(this.#wanted);
  }
}

async function settle(answer: Promise<ImageResult>): Promise<ResultState> {
  try {
    return { state: 'result', result: await answer };
  } catch (thrown) {
    return { state: 'error', error: toErrorReport(thrown) };
  }
}
