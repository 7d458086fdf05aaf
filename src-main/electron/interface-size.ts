import type { WebContents } from 'electron';

/**
 * Keeps the page's texts and controls at the size chosen, in percent; Chromium forgets it with every load. The film is
 * drawn in device pixels, which no zoom changes. Returns the function that applies another choice.
 */
export function followInterfaceSize(contents: WebContents, percent: () => number): () => void {
  const apply = (): void => {
    if (!contents.isDestroyed()) contents.setZoomFactor(percent() / 100);
  };
  contents.on('did-finish-load', apply);
  return apply;
}
