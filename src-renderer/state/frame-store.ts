import type { ImageId } from '#common/contract/ipc';
import { toErrorReport, type ErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { RequestQueue } from './request-queue.ts';

/** Decoded frames kept in the page: some 50 films of 2500 x 2048 at 16 bits. */
export const defaultFrameBudget = 512 * 2 ** 20;

interface Listener {
  loaded(imageId: ImageId, frame: DecodedFrame): void;
  failed(imageId: ImageId, error: ErrorReport): void;
}

/**
 * Fetches frames, most wanted first, and keeps the latest used within a budget of bytes.
 * It owns the pixel arrays; whoever gets one may read it and must not change it.
 */
export class FrameStore {
  readonly #frames = new Map<ImageId, DecodedFrame>();
  readonly #failed = new Set<ImageId>();
  readonly #queue: RequestQueue;
  readonly #budget: number;
  #bytes = 0;

  constructor(
    load: (imageId: ImageId) => Promise<DecodedFrame>,
    listener: Listener,
    budget: number = defaultFrameBudget,
  ) {
    this.#budget = budget;
    this.#queue = new RequestQueue(
      2,
      (id) => !this.#frames.has(id) && !this.#failed.has(id),
      async (id) => {
        try {
          const frame = await load(id);
          this.#keep(id, frame);
          listener.loaded(id, frame);
        } catch (thrown) {
          this.#failed.add(id);
          listener.failed(id, toErrorReport(thrown));
        }
      },
    );
  }

  /** The frame if it is at hand; it then counts as just used. */
  get(imageId: ImageId): DecodedFrame | null {
    const frame = this.#frames.get(imageId);
    if (frame === undefined) return null;
    this.#frames.delete(imageId);
    this.#frames.set(imageId, frame);
    return frame;
  }

  /** Fetches what is missing of these, the first before the others; a first one that failed is tried again. */
  want(imageIds: readonly ImageId[]): void {
    if (imageIds[0] !== undefined) this.#failed.delete(imageIds[0]);
    this.#queue.want(imageIds);
  }

  #keep(imageId: ImageId, frame: DecodedFrame): void {
    this.#frames.set(imageId, frame);
    this.#bytes += frame.storedValues.byteLength;
    for (const [oldest, { storedValues }] of this.#frames) {
      if (this.#bytes <= this.#budget || oldest === imageId) break;
      this.#frames.delete(oldest);
      this.#bytes -= storedValues.byteLength;
    }
  }
}
