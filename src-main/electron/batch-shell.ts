import { Notification, powerSaveBlocker, utilityProcess, type BrowserWindow } from 'electron';
import type { BatchState } from '#common/contract/batch';
import type { Phrase, Say } from '#common/words/say';
import type { BatchProcess } from './batch-host.ts';

/** Starts the process in which batches run, apart from the engine that the window waits for. */
export function forkBatch(entry: string): BatchProcess {
  const child = utilityProcess.fork(entry, [], { serviceName: 'Osteon batch', stdio: 'inherit' });
  return {
    post: (command) => child.postMessage(command),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill(),
  };
}

const endings: Readonly<Partial<Record<BatchState['phase'], Phrase>>> = {
  finished: 'Scan finished',
  diskFull: 'Scan paused: the disk is full',
};

/** What a batch does to the desktop: the bar on the taskbar, the computer kept awake, a word at the end. */
export class BatchShell {
  readonly #window: BrowserWindow;
  readonly #speech: () => Say;
  #blocker: number | null = null;
  #phase: BatchState['phase'] = 'idle';

  constructor(window: BrowserWindow, speech: () => Say) {
    this.#window = window;
    this.#speech = speech;
  }

  heed(state: BatchState): void {
    const { phase, progress } = state;
    this.#keepAwake(phase === 'starting' || phase === 'running');
    if (!this.#window.isDestroyed()) {
      const runs = phase === 'running' || phase === 'paused' || phase === 'diskFull';
      const total = progress?.filesTotal ?? null;
      const share = progress !== null && total ? Math.min(1, progress.filesDone / total) : 2;
      this.#window.setProgressBar(runs && state.kind === 'scan' ? share : -1);
    }
    const hasEnded =
      phase !== this.#phase && (phase === 'finished' || phase === 'failed' || phase === 'diskFull');
    this.#phase = phase;
    if (hasEnded) this.#notify(state);
  }

  #keepAwake(awake: boolean): void {
    if (awake) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== null) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = null;
    }
  }

  /** Only where nobody looks at the window, which says the same; without a patient's name. */
  #notify({ phase, progress, report }: BatchState): void {
    if (this.#window.isDestroyed() || this.#window.isFocused() || !Notification.isSupported()) return;
    const say = this.#speech();
    const body = say('{count} film, {failed} failed: {report} | {count} films, {failed} failed: {report}', {
      count: progress?.films ?? 0,
      failed: progress?.failed ?? 0,
      report,
    });
    new Notification({ title: say(endings[phase] ?? 'Scan failed'), body }).show();
  }
}
