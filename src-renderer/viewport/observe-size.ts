import type { Size } from '#common/viewer/view-transform';

/** Tells the element's size in device pixels, now and whenever it or the screen's density changes. */
export function observeSize(element: HTMLElement, listener: (size: Size) => void): () => void {
  // An observer looks at elements of its own window.
  const { ResizeObserver: Observer = ResizeObserver } = element.ownerDocument.defaultView ?? window;
  const observer = new Observer(([entry]) => {
    const box = entry?.devicePixelContentBoxSize[0];
    if (box && box.inlineSize > 0 && box.blockSize > 0)
      listener({ width: box.inlineSize, height: box.blockSize });
  });
  observer.observe(element, { box: 'device-pixel-content-box' });
  return () => observer.disconnect();
}
