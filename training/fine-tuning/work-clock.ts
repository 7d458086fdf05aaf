import { totalSteps, workBetween, type ScheduleOptions } from './schedule.ts';

/** How fast the steps since the last measurement went. */
export interface StridePace {
  readonly imagesPerSecond: number;
  /** How much of the time the trainer had no batch to work on, in [0, 1]. */
  readonly waitingShare: number;
}

/** Times a training: the step in hand, and what is left by the pixels still to be trained on. */
export class WorkClock {
  readonly #schedule: ScheduleOptions;
  readonly #batchSize: number;
  readonly #firstStep: number;
  readonly #begun = performance.now();
  #strideBegun = this.#begun;
  #waitingSince = this.#begun;
  #waited = 0;
  #steps = 0;

  constructor(schedule: ScheduleOptions, batchSize: number, firstStep: number) {
    this.#schedule = schedule;
    this.#batchSize = batchSize;
    this.#firstStep = firstStep;
  }

  /** The trainer asks for the first batch after something else, such as judging an epoch. */
  startStride(): void {
    this.#strideBegun = performance.now();
    this.#waitingSince = this.#strideBegun;
    this.#waited = 0;
    this.#steps = 0;
  }

  receiveBatch(): void {
    this.#waited += performance.now() - this.#waitingSince;
  }

  finishStep(): void {
    this.#steps++;
    this.#waitingSince = performance.now();
  }

  /** Measures the steps since the last call, and starts the next stride. */
  measureStride(): StridePace {
    const milliseconds = performance.now() - this.#strideBegun;
    const pace = {
      imagesPerSecond: (1000 * this.#steps * this.#batchSize) / milliseconds,
      waitingShare: this.#waited / milliseconds,
    };
    this.startStride();
    return pace;
  }

  /** At the pace since this clock was made, if a pixel takes as long at every input size. */
  minutesLeft(step: number): number {
    const done = workBetween(this.#schedule, this.#firstStep, step);
    const left = workBetween(this.#schedule, step, totalSteps(this.#schedule));
    return (((performance.now() - this.#begun) / done) * left) / 60_000;
  }
}
