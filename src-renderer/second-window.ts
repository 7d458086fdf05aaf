import { secondWindowName } from '#common/contract/second-window';
import { joinDocument } from './open-documents.ts';

/**
 * Opens the second window, of this page's own origin and script, and fills it. Null where none can be had.
 *
 * @param fill mounts what the window shows into an element; returns the function that takes it out again
 * @param onClosed once, where the person has closed the window
 * @returns the function that closes it
 */
export function openSecondWindow(
  fill: (target: HTMLElement, view: Window) => () => void,
  onClosed: () => void,
): (() => void) | null {
  const view = window.open('about:blank', secondWindowName);
  if (view === null || view === undefined) return null;
  dress(view.document);
  const empty = fill(view.document.body, view);
  const stops = [joinDocument(view.document), alike(view.document.documentElement), empty];
  let open = true;
  const end = (): void => {
    if (!open) return;
    open = false;
    for (const stop of stops) stop();
  };
  view.addEventListener('pagehide', () => {
    if (!open) return;
    end();
    onClosed();
  });
  return () => {
    end();
    view.close();
  };
}

/** Gives a blank document the page's own styles. */
function dress(blank: Document): void {
  blank.title = `${document.title} – 2`;
  for (const style of document.querySelectorAll('link[rel=stylesheet], style'))
    blank.head.append(blank.importNode(style, true));
}

/** Keeps language and theme the same as the page's; returns the function that stops it. */
function alike(root: HTMLElement): () => void {
  const own = document.documentElement;
  const copy = (): void => {
    for (const { name, value } of own.attributes) root.setAttribute(name, value);
    for (const { name } of [...root.attributes]) if (!own.hasAttribute(name)) root.removeAttribute(name);
  };
  copy();
  const observer = new MutationObserver(copy);
  observer.observe(own, { attributes: true });
  return () => observer.disconnect();
}
