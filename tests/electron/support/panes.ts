/** The pane that the keys act on: one at any time, however many films hang beside it. */
export const activePane = '[data-testid=viewport][data-active=true]';

/** The active pane once its film is painted; a study of two views fills a second pane soon after. */
export const shownFilm = `${activePane}[data-state=shown]`;
