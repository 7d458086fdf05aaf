import { Presets, SingleBar } from 'cli-progress';

/** How far a long command is. */
export interface Progress {
  advance(): void;
  stop(): void;
}

/** A bar on standard error; files that appear after they were counted lengthen it. */
export function showProgress(total: number): Progress {
  const bar = new SingleBar(
    { format: '{bar} {value}/{total} files, {eta_formatted} left', stream: process.stderr, hideCursor: true },
    Presets.shades_classic,
  );
  let done = 0;
  bar.start(total, 0);
  return {
    advance() {
      done++;
      if (done > bar.getTotal()) bar.setTotal(done);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

/** For streams that no one watches. */
export const noProgress: Progress = { advance: () => undefined, stop: () => undefined };
