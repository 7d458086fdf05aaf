import { availableParallelism } from 'node:os';
import { Piscina, transferableSymbol, valueSymbol } from 'piscina';
import type { Reply } from '#common/contract/call';
import type { Thumbnail } from '#common/contract/ipc';
import type { ElementList } from '#common/dicom/element-list';
import type { ImageDescription } from '#common/dicom/image-description';
import { AppError, fromErrorReport } from '#common/errors';
import type { FilmSource } from '#common/contract/film-source';
import type { FileReference } from '#common/dicom/medium-directory';
import type { DecodedFrame, StoredValues } from '#common/imaging/decoded-frame';
import type { ValueFormat } from '#common/export/formats';
import type { InputSpec } from '#common/imaging/input-spec';
import type { SourceIdentity } from '#common/objects/source-identity';
import { Passwords } from '../media/passwords.ts';
import { toSource } from '../media/readable-source.ts';
import type {
  DecodeResult,
  DecodeTask,
  DecodeTaskName,
  PreparedFrame,
  PrepareOptions,
} from './decode-tasks.ts';
import type { Examined } from './examine-film.ts';
import type { TakenOut, TakingOut } from './take-out.ts';
import { createTurns, type Urgency } from './turns.ts';

/** A file's path, or where a film lies inside an archive. */
export type Film = string | FilmSource;

/**
 * Threads that read and decode files. Every method throws the AppErrors of `describeImage`, `decodeFrame` and
 * of reading the file, `decode-timed-out` after 30 seconds in a thread, and `cancelled` by its signal.
 */
export interface DecodePool {
  /** Tells what lies somewhere: an image, which is described, or an archive, which is listed. */
  examine(film: Film, signal?: AbortSignal): Promise<Examined>;
  /** The files that the directory of a medium lists. */
  readMediumDirectory(film: Film, signal?: AbortSignal): Promise<readonly FileReference[]>;
  describe(film: Film, signal?: AbortSignal): Promise<ImageDescription>;
  /** The attributes of a DICOM file; none of another. */
  listElements(film: Film, signal?: AbortSignal): Promise<ElementList>;
  /** Whose a DICOM image is, for objects made of it; fails as `missing-attribute` for any other. */
  identify(film: Film, signal?: AbortSignal): Promise<SourceIdentity>;
  /** Some frames from `first` on, counted from 0, as `storedFrames` gives them. The caller owns the result. */
  storedFrames(film: Film, first: number, signal?: AbortSignal): Promise<readonly StoredValues[]>;
  /** Frames count from 0. The caller owns the result. */
  decodeFrame(film: Film, frame: number, signal?: AbortSignal): Promise<DecodedFrame>;
  /** A first look at reduced resolution, or null where there is none to be had. */
  preview(film: Film, frame: number, signal?: AbortSignal): Promise<DecodedFrame | null>;
  /** Reads, decodes and preprocesses in one visit to a thread. */
  prepare(
    film: Film,
    frame: number,
    input: InputSpec,
    options: PrepareOptions,
    signal?: AbortSignal,
  ): Promise<PreparedFrame>;
  /** SHA-256 of all bytes of a film, in lower-case hexadecimal. */
  fingerprint(film: Film, signal?: AbortSignal): Promise<string>;
  /** A picture at most `longSide` pixels long, in the image's own or a robust window. */
  thumbnail(film: Film, frame: number, longSide: number, signal?: AbortSignal): Promise<Thumbnail>;
  /** The values of a frame as a file of 16 bits; see `encodeValues`. */
  encodeValues(film: Film, frame: number, format: ValueFormat, signal?: AbortSignal): Promise<Uint8Array>;
  /** A DICOM image as it leaves, as it is or de-identified; see `takeOut`. */
  takeOut(film: Film, taking: TakingOut | null, signal?: AbortSignal): Promise<TakenOut>;
  /** Loads into a thread what the first film in JPEG 2000 would otherwise wait for. */
  warmUp(): Promise<void>;
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
  /** What opens encrypted archives, looked up at every task; none if left out. */
  readonly passwords?: Passwords;
}

const idleMilliseconds = 60_000;

/** Nobody waits for these as for a film; the list of images comes before its pictures. */
const urgencyOf: Readonly<Partial<Record<DecodeTaskName, Urgency>>> = {
  examine: 'later',
  readMediumDirectory: 'later',
  takeOut: 'later',
  thumbnail: 'last',
  warmUp: 'last',
};

export function createDecodePool({
  workerFile,
  threads = availableParallelism(),
  timeLimit = 30_000,
  passwords = new Passwords(),
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
    const urgency: Urgency = urgencyOf[name] ?? 'first';
    const reply = await turns.take(() => runNow<N>(name, task), { signal, urgency });
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

  const opened = (film: Film) => passwords.for(toSource(film));
  return {
    examine: (film, signal) => run('examine', { film: opened(film) }, signal),
    readMediumDirectory: (film, signal) => run('readMediumDirectory', { film: opened(film) }, signal),
    listElements: (film, signal) => run('listElements', { film: opened(film) }, signal),
    identify: (film, signal) => run('identify', { film: opened(film) }, signal),
    describe: (film, signal) => run('describe', { film: opened(film) }, signal),
    storedFrames: (film, first, signal) => run('storedFrames', { film: opened(film), first }, signal),
    decodeFrame: (film, frame, signal) => run('decodeFrame', { film: opened(film), frame }, signal),
    preview: (film, frame, signal) => run('preview', { film: opened(film), frame }, signal),
    prepare: (film, frame, input, options, signal) =>
      run('prepare', { ...options, film: opened(film), frame, input }, signal),
    fingerprint: (film, signal) => run('fingerprint', { film: opened(film) }, signal),
    thumbnail: (film, frame, longSide, signal) =>
      run('thumbnail', { film: opened(film), frame, longSide }, signal),
    encodeValues: (film, frame, format, signal) =>
      run('encodeValues', { film: opened(film), frame, format }, signal),
    takeOut: (film, taking, signal) => run('takeOut', { film: opened(film), taking }, signal),
    async warmUp() {
      await run('warmUp', null, undefined);
    },
    async close() {
      isClosed = true;
      await pool.destroy();
    },
  };
}

/** Marks a thread's answer so that its arrays are handed over without a copy. */
export function transferred(answer: object): unknown {
  return Piscina.move({
    // A description stands in an answer twice, and with it the tables of its file.
    [transferableSymbol]: [...new Set(buffersOf(answer))],
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
