import type { CalibratedDisplay } from '#common/contract/ipc';

interface DisplayCalls {
  current(): Promise<CalibratedDisplay>;
  calibrate(displayId: string, millimetresPerPixel: number | null): Promise<CalibratedDisplay>;
}

/** The monitors that the windows are on. */
export class DisplayState {
  current: CalibratedDisplay | null = $state.raw(null);
  /** The one that the second window is on; null while that is closed. */
  second: CalibratedDisplay | null = $state.raw(null);
  readonly #calls: DisplayCalls;

  constructor(calls: DisplayCalls) {
    this.#calls = calls;
  }

  /** Millimetres to a device pixel; null until a person measured them. */
  get millimetresPerPixel(): number | null {
    return this.current?.millimetresPerPixel ?? null;
  }

  async load(): Promise<void> {
    this.current = await this.#calls.current();
  }

  /** Keeps what a person measured on the monitor; null forgets it. */
  async calibrate(millimetresPerPixel: number | null): Promise<void> {
    if (this.current) this.current = await this.#calls.calibrate(this.current.displayId, millimetresPerPixel);
  }
}
