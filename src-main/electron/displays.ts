import { screen, type BrowserWindow, type Display } from 'electron';
import * as v from 'valibot';
import { coarsestPixel, finestPixel } from '#common/viewer/true-size';
import type { CalibratedDisplay } from '#common/contract/ipc';
import { AppError } from '#common/errors';
import { JsonFile } from './json-file.ts';

const sizesSchema = v.record(
  v.string(),
  v.pipe(v.number(), v.minValue(finestPixel), v.maxValue(coarsestPixel)),
);
type Sizes = v.InferOutput<typeof sizesSchema>;

/** The monitors of this computer, and how large their pixels are as far as a person measured it. */
export class Displays {
  readonly #window: BrowserWindow;
  readonly #file: JsonFile<Sizes>;
  #sizes: Sizes;

  constructor(window: BrowserWindow, path: string) {
    this.#window = window;
    this.#file = new JsonFile<Sizes>(path, sizesSchema, {});
    this.#sizes = this.#file.read();
  }

  /** The monitor that shows most of the first window. */
  current(): CalibratedDisplay {
    return this.showing(this.#window);
  }

  /** The monitor that shows most of a window. */
  showing(window: BrowserWindow): CalibratedDisplay {
    const display = screen.getDisplayMatching(window.getBounds());
    const displayId = nameOf(display);
    return {
      displayId,
      label: display.label || 'This monitor',
      millimetresPerPixel: this.#sizes[displayId] ?? null,
    };
  }

  /** Null forgets what was measured. @throws AppError settings-unwritable */
  calibrate(displayId: string, millimetresPerPixel: number | null): CalibratedDisplay {
    const { [displayId]: _before, ...others } = this.#sizes;
    this.#sizes = millimetresPerPixel === null ? others : { ...others, [displayId]: millimetresPerPixel };
    try {
      this.#file.write(this.#sizes);
    } catch (cause) {
      throw new AppError('settings-unwritable', 'The size of the monitor cannot be kept.', { cause });
    }
    return this.current();
  }

  /** Tells when the window comes to lie on another monitor, or the monitor is run otherwise. */
  watch(onChange: (display: CalibratedDisplay) => void): void {
    let last = this.current().displayId;
    const look = (): void => {
      if (this.#window.isDestroyed()) return;
      const display = this.current();
      if (display.displayId !== last) onChange(display);
      last = display.displayId;
    };
    this.#window.on('move', look);
    screen.on('display-metrics-changed', look);
    screen.on('display-removed', look);
  }
}

/**
 * By its own pixels and not by its number alone, which another monitor may get at the next start: at another
 * resolution the pixels have another size. Scaling and turning change neither.
 */
function nameOf({ id, label, size, scaleFactor }: Display): string {
  const pixels = [size.width, size.height].map((length) => Math.round(length * scaleFactor));
  return `${label} ${id} ${Math.max(...pixels)}x${Math.min(...pixels)}`;
}
