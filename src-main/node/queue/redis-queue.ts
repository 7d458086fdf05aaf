import type * as BullMq from 'bullmq';
import type { EventEmitter } from 'node:events';
import { AppError } from '#common/errors';
import type { QueueAddress } from './queue-address.ts';

/** A task that has come to its end, by the name that it was asked under. */
export type EndedTask = { readonly id: string } & (
  { readonly answer: unknown } | { readonly reason: string }
);

/** The end of a queue from which tasks are asked. While the server is away, all but `close` waits for it. */
export interface AskingEnd {
  /** Asks a task, unless one of this name is there. */
  ask(id: string, task: unknown): Promise<void>;
  /** All that have come to their end and were not removed, also those of other askers. */
  ended(): Promise<readonly EndedTask[]>;
  /** Whether the queue knows a task of this name: a server that forgets loses them. */
  has(id: string): Promise<boolean>;
  /** Takes tasks away; what is in work stays there. */
  remove(ids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

/** What a worker makes of a task: an answer, or nothing, so that it goes back to the queue. */
export type Work = (task: unknown) => Promise<{ readonly answer: unknown } | 'refused'>;

export interface WorkerOptions {
  /** Tasks in work at a time. */
  readonly concurrency: number;
  /** In milliseconds: how long a worker of which nothing is heard keeps its tasks. */
  readonly lease: number;
}

/** The end of a queue to which tasks are given. */
export interface WorkingEnd {
  /** Takes no more tasks and waits until those at hand are answered. */
  close(): Promise<void>;
}

/** What a job holds. An answer it returned would stand in the stream of events too, which nobody empties. */
interface Held {
  readonly task: unknown;
  readonly answer?: unknown;
}

type Connected = Pick<BullMq.QueueBase, 'close' | 'disconnect'> &
  Pick<EventEmitter, 'on' | 'off'> & { waitUntilReady(): Promise<unknown> };

const name = 'osteon-films';
const connectMilliseconds = 10_000;
const closeMilliseconds = 3000;
/** A task over which more workers ended than this ends them: it is given to nobody else. */
const mostTakeovers = 5;
/** How often a task is tried whose worker failed at it and lives on. */
const attempts = 3;
/** In seconds; an asker takes answers away long before, unless it is no more. */
const kept = { age: 7 * 24 * 3600 };
/** Nobody listens to events. */
const streams = { events: { maxLen: 1 } };

/** @throws AppError `queue-unavailable` */
export async function openAskingEnd(
  address: QueueAddress,
  onTrouble: () => void = () => undefined,
): Promise<AskingEnd> {
  const { Queue, Job } = await loadBullMq();
  const queue = new Queue(name, {
    connection: connectionTo(address),
    streams,
    defaultJobOptions: { attempts, removeOnComplete: kept, removeOnFail: kept, stackTraceLimit: 0 },
  });
  queue.on('error', onTrouble);
  await ready(queue);
  return {
    async ask(id, task) {
      await queue.add('film', { task } satisfies Held, { jobId: id });
    },
    async ended() {
      const jobs: readonly (BullMq.Job | undefined)[] = await queue.getJobs(['completed', 'failed']);
      // One that another asker removes at this moment is a gap.
      return jobs.flatMap((job) => (job?.id === undefined ? [] : [endedTask(job.id, job)]));
    },
    has: async (id) => (await Job.fromId(queue, id)) !== undefined,
    async remove(ids) {
      await Promise.all(ids.map((id) => queue.remove(id)));
    },
    close: () => ending(queue),
  };
}

/** @throws AppError `queue-unavailable` */
export async function openWorkingEnd(
  address: QueueAddress,
  { concurrency, lease }: WorkerOptions,
  work: Work,
  onTrouble: () => void = () => undefined,
): Promise<WorkingEnd> {
  const { Worker, WaitingError } = await loadBullMq();
  const worker = new Worker(
    name,
    async (job, token) => {
      const { task } = job.data as Held;
      const made = await work(task);
      if (made !== 'refused') return job.updateData({ task, answer: made.answer } satisfies Held);
      await job.moveToWait(token);
      throw new WaitingError();
    },
    {
      ...{ connection: connectionTo(address), concurrency, autorun: false },
      ...{ lockDuration: lease, stalledInterval: lease, maxStalledCount: mostTakeovers },
    },
  );
  await ready(worker);
  worker.on('error', onTrouble);
  // Ends only when it is closed.
  worker.run().catch(onTrouble);
  return { close: () => worker.close() };
}

function endedTask(id: string, { failedReason, data }: BullMq.Job): EndedTask {
  return failedReason ? { id, reason: failedReason } : { id, answer: (data as Held).answer };
}

/** The packages of the queue are no part of the desktop's, and cost time to load. */
async function loadBullMq(): Promise<typeof BullMq> {
  // Its native part would read what the server sends.
  process.env['MSGPACKR_NATIVE_ACCELERATION_DISABLED'] = 'true';
  try {
    return await import('bullmq');
  } catch (cause) {
    throw new AppError('queue-unavailable', 'This installation comes without queues.', { cause });
  }
}

function connectionTo({ host, port, database, username, password, tls }: QueueAddress): BullMq.RedisOptions {
  return {
    ...{ host, port, db: database },
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
    ...(tls === null ? {} : { tls: tls.ca === null ? {} : { ca: tls.ca } }),
    // A server that is away is waited for, however long.
    maxRetriesPerRequest: null,
    retryStrategy: (times) => Math.min(times * 100, 2000),
    connectTimeout: connectMilliseconds,
  };
}

/** Waits for the first connection, which must come about at once; later ones are made again by themselves. */
async function ready(end: Connected): Promise<void> {
  let fail: (cause: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  const timer = setTimeout(fail, connectMilliseconds);
  end.on('error', fail);
  try {
    await Promise.race([end.waitUntilReady(), failed]);
  } catch (cause) {
    await ending(end);
    throw new AppError('queue-unavailable', 'The queue server cannot be reached.', { cause });
  } finally {
    clearTimeout(timer);
  }
  end.off('error', fail);
}

/** Closes, or where the server is away breaks off. */
async function ending(end: Connected): Promise<void> {
  const late = new Promise<void>((resolve) => setTimeout(resolve, closeMilliseconds).unref());
  await Promise.race([end.close().catch(() => undefined), late.then(() => end.disconnect())]);
}
