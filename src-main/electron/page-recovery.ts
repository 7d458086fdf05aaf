import { dialog, type BrowserWindow } from 'electron';
import type { Say } from '#common/words/say';
import { RestartBudget } from './restart-budget.ts';

/** Of one minute; the next crash ends it. */
const mostReloads = 2;

/**
 * Brings the page of a window back when it crashes. One that keeps crashing is left, and the person told: what brings
 * it down may be the very film that is opened again each time.
 */
export class PageRecovery {
  readonly #window: BrowserWindow;
  readonly #say: () => Say;
  readonly #budget = new RestartBudget(mostReloads);
  #crashed = false;

  /**
   * @param speech in the language in force
   * @param onReturned once a page that crashed has loaded again and listens
   */
  constructor(window: BrowserWindow, speech: () => Say, onReturned: () => void) {
    this.#window = window;
    this.#say = speech;
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (reason !== 'clean-exit') this.#reload();
    });
    window.webContents.on('did-finish-load', () => {
      if (this.#crashed) onReturned();
    });
  }

  /** Whether the page that is there came after one that crashed. */
  get crashed(): boolean {
    return this.#crashed;
  }

  #reload(): void {
    this.#crashed = true;
    if (this.#budget.next(performance.now()) !== null) this.#window.webContents.reload();
    else void this.#ask();
  }

  async #ask(): Promise<void> {
    const say = this.#say();
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'error',
      title: 'Osteon',
      message: say('The page of Osteon crashed three times within a minute.'),
      detail: say(
        'It is not opened again by itself. Marks and notes that were kept are safe. If a certain film brings it down, close the window and start without it.',
      ),
      buttons: [say('Try again'), say('Close the window')],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    });
    if (this.#window.isDestroyed()) return;
    if (response === 1) return this.#window.destroy();
    this.#budget.reset();
    this.#window.webContents.reload();
  }
}
