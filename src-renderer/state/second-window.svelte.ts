import type { Phrase } from '#common/words/say';
import type { FilmPlacement } from './film-placement.svelte.ts';

interface SecondWindowCalls {
  setFullScreen(fullScreen: boolean): void;
}

/** Whether films hang in a second window, too; `App` opens it and closes it accordingly. */
export class SecondWindowState {
  /** What happened to the windows and is worth knowing; null once it was read. */
  notice: Phrase | null = $state(null);
  #fullScreen = false;
  readonly #placement: FilmPlacement;
  readonly #calls: SecondWindowCalls;

  constructor(placement: FilmPlacement, calls: SecondWindowCalls) {
    this.#placement = placement;
    this.#calls = calls;
  }

  get open(): boolean {
    return this.#placement.panes.second !== null;
  }

  show(): void {
    this.#fullScreen = false;
    this.#placement.openSecond();
  }

  /** Also called when the person has closed it, or it could not be opened. */
  hide(): void {
    this.#placement.closeSecond();
  }

  toggle(): void {
    if (this.open) this.hide();
    else this.show();
  }

  toggleFullScreen(): void {
    this.#fullScreen = !this.#fullScreen;
    this.#calls.setFullScreen(this.#fullScreen);
  }
}
