import { flushSync, mount, unmount } from 'svelte';
import type { ImageEntry } from '#common/contract/ipc';
import App from '../../../src-renderer/App.svelte';
import { createApi } from '../../../src-renderer/api.ts';
import type { ViewportState } from '../../../src-renderer/state/viewport.svelte.ts';
import { ScriptedBridge, settle, type Script } from '../../support/scripted-bridge.ts';

/** What jsdom lacks and the page needs to be there; nothing of it is judged here, real windows do that. */
export function fillInForJsdom(): void {
  class SilentObserver {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  }
  Object.assign(globalThis, { IntersectionObserver: SilentObserver, ResizeObserver: SilentObserver });
  window.matchMedia = (media) =>
    Object.assign(new EventTarget(), { matches: false, media }) as MediaQueryList;
  HTMLCanvasElement.prototype.getContext = () => null;
}

/** The whole page over a scripted bridge. The canvas is played: a film at hand is painted on `settle`. */
export class Page {
  readonly bridge: ScriptedBridge;
  readonly #app: Record<string, unknown>;
  readonly #viewports: ViewportState[] = [];

  constructor(script: Partial<Script> = {}) {
    this.bridge = new ScriptedBridge(script);
    const surfaceOf = (viewport: ViewportState) => {
      this.#viewports.push(viewport);
      return () => undefined;
    };
    this.#app = mount(App, {
      target: document.body,
      props: { api: createApi(this.bridge), surfaceOf },
    });
    flushSync();
  }

  async settle(): Promise<void> {
    for (let turn = 0; turn < 3; turn++) {
      await settle();
      for (const viewport of this.#viewports)
        if (viewport.content.state === 'shown') viewport.painted(viewport.content.imageId);
      flushSync();
    }
  }

  /** Plays an opening that finds these images at once. */
  async open(images: readonly ImageEntry[]): Promise<void> {
    this.bridge.announce('openingStarted', { openingId: 'opening', quiet: false });
    this.bridge.announce('imagesFound', { openingId: 'opening', images });
    await this.settle();
  }

  async click(buttonText: string): Promise<void> {
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent === buttonText)?.click();
    await this.settle();
  }

  find(testId: string): HTMLElement | null {
    return document.querySelector(`[data-testid="${testId}"]`);
  }

  text(testId: string): string {
    return this.find(testId)?.textContent?.replace(/\s+/g, ' ').trim() ?? '';
  }

  async press(key: string, held: KeyboardEventInit = {}): Promise<void> {
    const target = document.activeElement ?? document.body;
    target.dispatchEvent(
      new KeyboardEvent('keydown', {
        key,
        bubbles: true,
        cancelable: true,
        code: `Key${key.toUpperCase()}`,
        ...held,
      }),
    );
    target.dispatchEvent(new KeyboardEvent('keyup', { key, bubbles: true, code: `Key${key.toUpperCase()}` }));
    await this.settle();
  }

  async close(): Promise<void> {
    await unmount(this.#app);
  }
}
