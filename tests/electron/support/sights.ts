import type { Page } from 'playwright-core';

/** What stood on the screen at one moment. */
export interface Sight {
  /** The film that is painted. */
  readonly painted: string;
  /** What the canvas holds, coarsely, so that films can be told apart by their pixels. */
  readonly picture: string;
  /** The film that the result panel, and the badge over the film, speak of. */
  readonly judged: string;
  readonly badged: string | null;
  /** The number in the panel. */
  readonly probability: string | null;
}

interface Watch {
  readonly sights: Sight[];
  stop(): void;
}
declare global {
  interface Window {
    watch?: Watch;
  }
}

/** Notes what the page shows at every frame that it paints, until `takeSights`. */
export function watchSights(page: Page): Promise<void> {
  return page.evaluate(() => {
    const find = (name: string): Element | null => document.querySelector(`[data-testid=${name}]`);
    const small = new OffscreenCanvas(16, 16).getContext('2d', { willReadFrequently: true })!;
    const pictureOf = (canvas: HTMLCanvasElement): string => {
      small.drawImage(canvas, 0, 0, 16, 16);
      return small.getImageData(0, 0, 16, 16).data.join();
    };
    const sights: Sight[] = [];
    let watching = true;
    const look = (): void => {
      if (!watching) return;
      const viewport = find('viewport');
      if (viewport?.getAttribute('data-state') === 'shown')
        sights.push({
          painted: viewport.getAttribute('data-image-id') ?? '',
          picture: pictureOf(find('viewport-canvas') as HTMLCanvasElement),
          judged: find('result-panel')?.getAttribute('data-image-id') ?? '',
          badged: find('finding-badge')?.getAttribute('data-image-id') ?? null,
          probability: find('probability')?.getAttribute('data-probability') ?? null,
        });
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
    window.watch = { sights, stop: () => (watching = false) };
  });
}

export function takeSights(page: Page): Promise<Sight[]> {
  return page.evaluate(() => {
    window.watch?.stop();
    return window.watch?.sights ?? [];
  });
}
