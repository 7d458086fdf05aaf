import { Presets, SingleBar } from 'cli-progress';
import type { BatchProgress } from '#common/batch/batch-progress';

/** Shows how far a long command is. */
export interface ProgressDisplay {
  show(progress: BatchProgress): void;
  stop(): void;
}

/** A bar on standard error; files that appear after they were counted lengthen it. */
export function showProgress(): ProgressDisplay {
  const format = '{bar} {value}/{total} files, {films} films, {failed} failed, {rate}, {left} left';
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true }, Presets.shades_classic);
  bar.start(0, 0, texts({ films: 0, failed: 0, filmsPerSecond: null, secondsLeft: null }));
  return {
    show(progress) {
      bar.setTotal(Math.max(progress.filesTotal ?? 0, progress.filesDone));
      bar.update(progress.filesDone, texts(progress));
    },
    stop: () => bar.stop(),
  };
}

/** For streams that no one watches. */
export const noProgress: ProgressDisplay = { show: () => undefined, stop: () => undefined };

type Shown = Pick<BatchProgress, 'films' | 'failed' | 'filmsPerSecond' | 'secondsLeft'>;

function texts({ films, failed, filmsPerSecond, secondsLeft }: Shown): object {
  const rate = filmsPerSecond === null ? '-' : `${filmsPerSecond.toFixed(1)} films/s`;
  return { films, failed, rate, left: secondsLeft === null ? '-' : duration(secondsLeft) };
}

function duration(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return minutes > 0 ? `${minutes} min ${Math.round(seconds % 60)} s` : `${Math.round(seconds)} s`;
}
