/** Some epochs at one input size; progressive resizing is several of these. */
export interface Stage {
  /** Rows and columns of the input. */
  readonly size: number;
  readonly epochs: number;
  /** Of its films; 1 fills the input as the letterbox does. */
  readonly zoom: readonly [number, number];
}

export interface ScheduleOptions {
  readonly stages: readonly Stage[];
  readonly stepsPerEpoch: number;
  /** The highest learning rate, reached after the warm-up. */
  readonly learningRate: number;
  readonly warmUpSteps: number;
}

export function totalSteps({ stages, stepsPerEpoch }: ScheduleOptions): number {
  return stages.reduce((sum, { epochs }) => sum + epochs * stepsPerEpoch, 0);
}

/** The stage of a step, counted from 0. @throws RangeError beyond the last. */
export function stageOfStep({ stages, stepsPerEpoch }: ScheduleOptions, step: number): Stage {
  let end = 0;
  for (const stage of stages) {
    end += stage.epochs * stepsPerEpoch;
    if (step < end) return stage;
  }
  throw new RangeError(`There is no step ${step}; the schedule has ${end}.`);
}

/** Pixels of one film of the batch, summed over the steps from `first` up to, without, `end`. */
export function workBetween(options: ScheduleOptions, first: number, end: number): number {
  let begun = 0;
  let work = 0;
  for (const { size, epochs } of options.stages) {
    const finished = begun + epochs * options.stepsPerEpoch;
    work += size * size * Math.max(0, Math.min(end, finished) - Math.max(first, begun));
    begun = finished;
  }
  return work;
}

/** Linear warm-up, then half a cosine down to 0 (Loshchilov and Hutter, arXiv 1608.03983). */
export function cosineSchedule(options: ScheduleOptions, step: number): number {
  const { learningRate, warmUpSteps } = options;
  if (step < warmUpSteps) return (learningRate * (step + 1)) / warmUpSteps;
  const progress = (step - warmUpSteps) / Math.max(1, totalSteps(options) - warmUpSteps);
  return (learningRate * (1 + Math.cos(Math.PI * progress))) / 2;
}

/** The decay of the moving average: short at first, so that it forgets where the training began. */
export function averageDecay(limit: number, step: number): number {
  return Math.min(limit, (1 + step) / (10 + step));
}
