import { screen, type BrowserWindow } from 'electron';
import * as v from 'valibot';
import { secondPlace, visiblePlace, type Rectangle } from '#common/viewer/window-place';
import { JsonFile } from './json-file.ts';

const length = v.pipe(v.number(), v.integer(), v.minValue(-100_000), v.maxValue(100_000));
const size = v.pipe(length, v.minValue(1));
const placeSchema = v.strictObject({
  bounds: v.strictObject({ x: length, y: length, width: size, height: size }),
  maximised: v.boolean(),
  fullScreen: v.boolean(),
});
const placesSchema = v.strictObject({
  first: v.nullable(placeSchema),
  second: v.nullable(placeSchema),
  /** Whether the second window was there when the first was closed. */
  secondOpen: v.boolean(),
});
type Places = v.InferOutput<typeof placesSchema>;

export type WindowName = 'first' | 'second';

const restMilliseconds = 500;
const usualSize = { width: 1440, height: 900 };

/** Where the windows lay when they were closed, kept between starts in one file. */
export class WindowPlaces {
  readonly #file: JsonFile<Places>;
  #places: Places;

  constructor(path: string) {
    this.#file = new JsonFile<Places>(path, placesSchema, { first: null, second: null, secondOpen: false });
    this.#places = this.#file.read();
  }

  get secondOpen(): boolean {
    return this.#places.secondOpen;
  }

  /** Whether the window was in full screen when it was closed. */
  wasFullScreen(name: WindowName): boolean {
    return this.#places[name]?.fullScreen ?? false;
  }

  /** Where the first window is to open; without a position the desktop finds one. */
  firstBounds(): Partial<Rectangle> {
    const { first } = this.#places;
    return first === null ? usualSize : visiblePlace(first.bounds, workAreas());
  }

  secondBounds(first: Rectangle): Rectangle {
    const { second } = this.#places;
    return second === null ? secondPlace(first, workAreas()) : visiblePlace(second.bounds, workAreas());
  }

  /** Maximises the window if it was, and notes from now on where it lies. */
  follow(window: BrowserWindow, name: WindowName): void {
    if (this.#places[name]?.maximised === true) window.maximize();
    let waiting: NodeJS.Timeout | undefined;
    const noteAtRest = (): void => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.note(window, name), restMilliseconds);
    };
    window.on('move', noteAtRest);
    window.on('resize', noteAtRest);
    window.on('close', () => this.note(window, name));
    window.on('closed', () => clearTimeout(waiting));
  }

  note(window: BrowserWindow, name: WindowName): void {
    if (!window.isDestroyed()) this.#keep({ ...this.#places, [name]: placeOf(window) });
  }

  keepSecondOpen(secondOpen: boolean): void {
    if (secondOpen !== this.#places.secondOpen) this.#keep({ ...this.#places, secondOpen });
  }

  #keep(places: Places): void {
    this.#places = places;
    try {
      this.#file.write(places);
    } catch {
      // A full or write-protected disk costs where the window lies at the next start, and nothing now.
    }
  }
}

/** The primary monitor's first. */
export function workAreas(): [Rectangle, ...Rectangle[]] {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary.workArea, ...others.map(({ workArea }) => workArea)];
}

function placeOf(window: BrowserWindow): Places['first'] {
  return {
    bounds: window.getNormalBounds(),
    maximised: window.isMaximized(),
    fullScreen: window.isFullScreen(),
  };
}
