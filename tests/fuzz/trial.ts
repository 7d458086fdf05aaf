import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Does to an input all that the product does to a file, and says how it ended: a word for a decoding, or the code of
 * the named error. Throws what has no name.
 */
export type FuzzTarget = (bytes: Uint8Array) => Promise<string>;

export interface TrialReply {
  readonly outcome: string;
  /** The most memory that the process has held so far. */
  readonly peakBytes: number;
}

/** How a trial ended; a finding is a defect. */
export type TrialResult =
  | { readonly finding: null; readonly outcome: string }
  | { readonly finding: 'crash' | 'hang' | 'memory'; readonly outcome: string };

export interface TrialLimits {
  readonly milliseconds: number;
  readonly peakBytes: number;
}

/** A process that inputs are tried in, replaced after each finding. */
export class Trial {
  readonly #targetFile: string;
  readonly #limits: TrialLimits;
  #child: Promise<RunningChild> | null = null;

  constructor(targetFile: string, limits: TrialLimits) {
    this.#targetFile = targetFile;
    this.#limits = limits;
  }

  async run(bytes: Uint8Array): Promise<TrialResult> {
    const running = await (this.#child ??= start(this.#targetFile));
    const result = await running.ask(bytes, this.#limits);
    if (result.finding !== null) await this.close();
    return result;
  }

  async close(): Promise<void> {
    const running = await this.#child;
    this.#child = null;
    await running?.kill();
  }
}

interface RunningChild {
  ask(bytes: Uint8Array, limits: TrialLimits): Promise<TrialResult>;
  kill(): Promise<void>;
}

async function start(targetFile: string): Promise<RunningChild> {
  const child = fork(fileURLToPath(new URL('./child.ts', import.meta.url)), [targetFile], {
    execArgv: ['--import', createRequire(import.meta.url).resolve('tsx')],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let lastWords = '';
  child
    .stderr!.setEncoding('utf8')
    .on('data', (text: string) => (lastWords = (lastWords + text).slice(-2000)));
  await Promise.race([once(child, 'message'), once(child, 'exit')]);
  return {
    ask: (bytes, limits) => ask(child, bytes, limits, () => lastWords),
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

function ask(
  child: ChildProcess,
  bytes: Uint8Array,
  limits: TrialLimits,
  lastWords: () => string,
): Promise<TrialResult> {
  return new Promise((resolve) => {
    const end = (result: TrialResult): void => {
      clearTimeout(timer);
      child.off('message', onReply).off('close', onClose);
      resolve(result);
    };
    const onReply = ({ outcome, peakBytes }: TrialReply): void =>
      end({ finding: peakBytes > limits.peakBytes ? 'memory' : null, outcome });
    // Unlike 'exit', 'close' comes after the last words.
    const onClose = (): void => end({ finding: 'crash', outcome: lastWords() });
    const timer = setTimeout(() => end({ finding: 'hang', outcome: 'no answer' }), limits.milliseconds);
    child.on('message', onReply).on('close', onClose);
    child.send(bytes, (error) => error && onClose());
  });
}
