import type { PageArea } from '#common/contract/ipc';
import { openDocuments } from './open-documents.ts';

/** What a copy of the film bears: nothing that was drawn on it, what was drawn, or every text that is on screen. */
export type CopyContent = 'plain' | 'annotated' | 'everything';

/**
 * Copies the active pane's film as it is on the screen. Texts that name the patient step aside for the moment unless
 * everything was asked for: `styles.css` says what stays under `data-copying`.
 */
export async function copyFilm(
  content: CopyContent,
  copyArea: (area: PageArea) => Promise<void>,
): Promise<void> {
  const film = activeFilm();
  if (film === null) return;
  const { x, y, width, height } = film.getBoundingClientRect();
  const root = film.ownerDocument.documentElement;
  root.dataset['copying'] = content;
  try {
    await onScreen(film.ownerDocument.defaultView ?? window);
    const area = { x, y, width, height };
    await copyArea(film.ownerDocument === document ? area : { ...area, inSecond: true });
  } finally {
    delete root.dataset['copying'];
  }
}

/** Two frames on, what was changed has been drawn, a menu that closed included. */
async function onScreen(view: Window): Promise<void> {
  for (let frame = 0; frame < 2; frame++) await new Promise((resolve) => view.requestAnimationFrame(resolve));
}

/** In whichever window it is. */
function activeFilm(): Element | null {
  const films = openDocuments().map((one) =>
    one.querySelector('[data-testid=viewport][data-active=true] .film'),
  );
  return films.find((film) => film !== null) ?? null;
}
