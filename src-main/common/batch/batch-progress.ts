/** How far a batch is. */
export interface BatchProgress {
  readonly state: 'running' | 'paused';
  /** Files drawn on so far, and of how many: null while they are being counted. Archives hold several films. */
  readonly filesDone: number;
  readonly filesTotal: number | null;
  /** Films judged in this run or in an earlier one, failures among them. */
  readonly films: number;
  readonly failed: number;
  /** Films that the filter left out. */
  readonly unwanted: number;
  /** Of this run while it was not paused; null before the first film. */
  readonly filmsPerSecond: number | null;
  /** In seconds, at the rate so far; null while nothing can be said. */
  readonly secondsLeft: number | null;
}

/** Counts a batch. Times are of a clock that never jumps, in milliseconds. */
export class ProgressCount {
  readonly #now: () => number;
  filesTotal: number | null = null;
  filesDone = 0;
  failed = 0;
  unwanted = 0;
  #judged = 0;
  #recalled = 0;
  #filesRecalled = 0;
  #activeMilliseconds = 0;
  #runningSince: number | null;

  constructor(now: () => number) {
    this.#now = now;
    this.#runningSince = now();
  }

  judged(): void {
    this.#judged++;
  }

  /** A film that an earlier run judged, and that costs next to nothing. */
  recalled(): void {
    this.#recalled++;
    // What was skipped so far says nothing of how long the rest takes.
    if (this.#judged === 0) this.#filesRecalled = this.filesDone;
  }

  pause(): void {
    this.#activeMilliseconds = this.#active();
    this.#runningSince = null;
  }

  resume(): void {
    this.#runningSince ??= this.#now();
  }

  get progress(): BatchProgress {
    const { filesDone, filesTotal, failed, unwanted } = this;
    const seconds = this.#active() / 1000;
    const ownFiles = filesDone - this.#filesRecalled;
    const left = filesTotal === null ? null : Math.max(0, filesTotal - filesDone);
    return {
      state: this.#runningSince === null ? 'paused' : 'running',
      filesDone,
      filesTotal,
      films: this.#judged + this.#recalled,
      failed,
      unwanted,
      filmsPerSecond: this.#judged === 0 || seconds === 0 ? null : this.#judged / seconds,
      secondsLeft: left === null || this.#judged === 0 || ownFiles <= 0 ? null : (seconds / ownFiles) * left,
    };
  }

  #active(): number {
    return this.#activeMilliseconds + (this.#runningSince === null ? 0 : this.#now() - this.#runningSince);
  }
}
