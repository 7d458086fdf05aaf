import {
  app,
  screen,
  type BrowserWindow,
  type BrowserWindowConstructorOptions,
  type Display,
} from 'electron';
import { secondWindowName } from '#common/contract/second-window';
import { isOutOfSight, visiblePlace } from '#common/viewer/window-place';
import { followInterfaceSize } from './interface-size.ts';
import { type WindowPlaces, workAreas } from './window-places.ts';
import { lockedPreferences } from './window.ts';

export interface SecondWindowSurroundings {
  /** The monitor that showed it is gone, and it was brought to another. */
  onMoved(): void;
  /** It lies on another monitor, or there is none any more. */
  onDisplay(): void;
  /** How large its texts and controls are to be, in percent. */
  interfaceSize(): number;
}

/**
 * The one window that the page may open: a blank document of the page's own origin that the page fills itself. It has
 * no preload script and so no bridge; what a person does in it, the first page asks for.
 */
export class SecondWindow {
  readonly #first: BrowserWindow;
  readonly #places: WindowPlaces;
  readonly #surroundings: SecondWindowSurroundings;
  #window: BrowserWindow | null = null;
  #displayId: number | null = null;
  #applySize: () => void = () => undefined;

  constructor(first: BrowserWindow, places: WindowPlaces, surroundings: SecondWindowSurroundings) {
    this.#first = first;
    this.#places = places;
    this.#surroundings = surroundings;
    first.webContents.setWindowOpenHandler(({ url, frameName }) =>
      url === 'about:blank' && frameName === secondWindowName && this.#window === null
        ? { action: 'allow', overrideBrowserWindowOptions: this.#options() }
        : { action: 'deny' },
    );
    first.webContents.on('did-create-window', (window) => this.#take(window));
    first.webContents.on('render-process-gone', () => {
      places.keepSecondOpen(this.#window !== null);
      this.#window?.destroy();
    });
    first.on('close', () => {
      places.keepSecondOpen(this.#window !== null);
      if (this.#window !== null) places.note(this.#window, 'second');
    });
    first.on('closed', () => this.#window?.destroy());
    screen.on('display-removed', (_event, display) => this.#leave(display));
  }

  /** Null while it is closed. */
  get window(): BrowserWindow | null {
    return this.#window;
  }

  /** Takes the size that holds now. */
  applyInterfaceSize(): void {
    this.#applySize();
  }

  #options(): BrowserWindowConstructorOptions {
    return {
      ...this.#places.secondBounds(this.#first.getBounds()),
      minWidth: 480,
      minHeight: 360,
      backgroundColor: '#0a0c0f',
      title: 'Osteon',
      autoHideMenuBar: true,
      // Without these it would have those of the first window, the preload script among them.
      webPreferences: { ...lockedPreferences, devTools: !app.isPackaged },
    };
  }

  #take(window: BrowserWindow): void {
    this.#window = window;
    this.#places.follow(window, 'second');
    this.#applySize = followInterfaceSize(window.webContents, () => this.#surroundings.interfaceSize());
    this.#applySize();
    if (this.#places.wasFullScreen('second')) window.setFullScreen(true);
    // Both windows are painted by the first page, which may lie hidden behind others.
    this.#first.webContents.setBackgroundThrottling(false);
    const look = (): void => {
      const { id } = screen.getDisplayMatching(window.getBounds());
      if (id !== this.#displayId) this.#surroundings.onDisplay();
      this.#displayId = id;
    };
    window.on('move', look);
    this.#displayId = screen.getDisplayMatching(window.getBounds()).id;
    this.#surroundings.onDisplay();
    window.on('closed', () => {
      this.#window = null;
      this.#displayId = null;
      if (this.#first.isDestroyed()) return;
      this.#first.webContents.setBackgroundThrottling(true);
      this.#surroundings.onDisplay();
    });
  }

  /** Some desktops leave a window where its monitor was. */
  #leave(gone: Display): void {
    const window = this.#window;
    if (window === null) return;
    const bounds = window.getBounds();
    if (gone.id !== this.#displayId && !isOutOfSight(bounds, workAreas())) return;
    if (window.isFullScreen()) window.setFullScreen(false);
    window.setBounds(visiblePlace(bounds, workAreas()));
    this.#displayId = screen.getDisplayMatching(window.getBounds()).id;
    this.#surroundings.onDisplay();
    this.#surroundings.onMoved();
  }
}
