import { availableParallelism } from 'node:os';
import { Piscina, transferableSymbol, valueSymbol } from 'piscina';
import type { Reply } from '#common/contract/call';
import type { Thumbnail } from '#common/contract/ipc';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError, fromErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import type { InputSpec } from '#common/imaging/input-spec';
import type { DecodeResult, DecodeTask, DecodeTaskName, PreparedFrame } from './decode-tasks.ts';
import { createTurns } from './turns.ts';

/**
 * Threads that read and decode files. Every method throws the AppErrors of `describeImage`, `decodeFrame` and
 * of reading the file, `decode-timed-out` after 30 seconds in a thread, and `cancelled` by its signal.
 */
export interface DecodePool {
  describe(path: string, signal?: AbortSignal): Promise<ImageDescription>;
  /** Frames count from 0. The caller owns the result. */
  decodeFrame(path: string, frame: number, signal?: AbortSignal): Promise<DecodedFrame>;
  /** Reads, decodes and preprocesses in one visit to a thread. */
  prepare(
    path: string,
    frame: number,
    input: InputSpec,
    options: { readonly keepFrame: boolean },
    signal?: AbortSignal,
  ): Promise<PreparedFrame>;
  /** A picture at most `longSide` pixels long, in the image's own or a robust window. */
  thumbnail(path: string, frame: number, longSide: number, signal?: AbortSignal): Promise<Thumbnail>;
  /** Ends all threads; what is under way fails as `cancelled`. */
  close(): Promise<void>;
}

export interface DecodePoolOptions {
  /** The built file of `decode-worker.ts`. */
  readonly workerFile: string;
  /** As many as the machine has processors, if absent. */
  readonly threads?: number;
  /** In milliseconds. */
  readonly timeLimit?: number;
}

const idleMilliseconds = 60_000;

export function createDecodePool({
  workerFile,
  threads = availableParallelism(),
  timeLimit = 30_000,
}: DecodePoolOptions): DecodePool {
  const pool = new Piscina({
    filename: workerFile,
    minThreads: 1,
    maxThreads: threads,
    idleTimeout: idleMilliseconds,
  });
  // Piscina's word for a thread that answers after `close`, or fails between tasks: nobody waits for either.
  pool.on('error', () => undefined);
  const turns = createTurns(threads);
  let isClosed = false;

  /** A task waits here and not in the pool, so that its time limit begins when a thread does. */
  async function run<N extends DecodeTaskName>(
    name: N,
    task: DecodeTask<N>,
    signal: AbortSignal | undefined,
  ): Promise<DecodeResult<N>> {
    const reply = await turns.take(() => runNow<N>(name, task), signal);
    if (reply.ok) return reply.value;
    throw fromErrorReport(reply.error);
  }

  async function runNow<N extends DecodeTaskName>(
    name: N,
    task: DecodeTask<N>,
  ): Promise<Reply<DecodeResult<N>>> {
    const limit = AbortSignal.timeout(timeLimit);
    try {
      if (isClosed) throw cancelled();
      return await pool.run({ name, task }, { signal: limit });
    } catch (cause) {
      if (isClosed) throw cancelled();
      if (limit.aborted) throw new AppError('decode-timed-out', 'Decoding took too long.', { cause });
      throw new AppError('codec-failed', 'Decoding broke off.', { cause });
    }
  }

  return {
    describe: (path, signal) => run('describe', { path }, signal),
    decodeFrame: (path, frame, signal) => run('decodeFrame', { path, frame }, signal),
    prepare: (path, frame, input, { keepFrame }, signal) =>
      run('prepare', { path, frame, input, keepFrame }, signal),
    thumbnail: (path, frame, longSide, signal) => run('thumbnail', { path, frame, longSide }, signal),
    async close() {
      isClosed = true;
      await pool.destroy();
    },
  };
}

/** Marks a thread's answer so that its arrays are handed over without a copy. */
export function transferred(answer: object): unknown {
  return Piscina.move({
    [transferableSymbol]: buffersOf(answer),
    [valueSymbol]: answer,
  });
}

function buffersOf(value: unknown): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) return value.buffer instanceof ArrayBuffer ? [value.buffer] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(buffersOf);
}

function cancelled(): AppError {
  return new AppError('cancelled', 'Cancelled.');
}
