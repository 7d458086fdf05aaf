import { MessageChannelMain, type WebContents } from 'electron';
import { framePortChannel } from './channels.ts';
import type { ForkedEngine } from './fork-engine.ts';

/** Joins the engine and the page for the frames, anew whenever either of them is. */
export class FrameChannel {
  readonly #contents: WebContents;
  #engine: ForkedEngine | null = null;
  #pageLoaded = false;
  #lastDelivery = 0;

  constructor(contents: WebContents) {
    this.#contents = contents;
    contents.on('did-finish-load', () => {
      this.#pageLoaded = true;
      this.#join();
    });
    contents.on('render-process-gone', () => (this.#pageLoaded = false));
  }

  /** Passes a newly started engine on. */
  joining(engine: ForkedEngine): ForkedEngine {
    this.#engine = engine;
    this.#join();
    return engine;
  }

  /** A number that no frame has been sent under. */
  nextDelivery(): number {
    return ++this.#lastDelivery;
  }

  #join(): void {
    if (this.#engine === null || !this.#pageLoaded || this.#contents.isDestroyed()) return;
    const { port1, port2 } = new MessageChannelMain();
    this.#engine.sendPort(port1);
    this.#contents.postMessage(framePortChannel, null, [port2]);
  }
}
