import { resolve } from 'node:path';
import type { ModelCard } from '#common/model/model-card';
import { judgeHere, type FilmJudge } from '../batch/film-judge.ts';
import type { BatchConditions } from '../batch/journal-records.ts';
import type { DecodePool } from '../decode/decode-pool.ts';
import { loadModelCard } from '../inference/model-store.ts';
import { judgeByQueue } from '../queue/judge-by-queue.ts';
import { queueAddressOf, type QueueOptions } from '../queue/queue-address.ts';
import { openAskingEnd } from '../queue/redis-queue.ts';
import { TaskLedger } from '../queue/task-ledger.ts';
import type { ScanOptions } from '../scan/scan-films.ts';
import type { Installation } from './installation.ts';
import { sayOnce } from './queue-trouble.ts';
import { defaultJobs, filmsInFlight, withPool, withServices, type ClassifyingOptions } from './services.ts';

export interface JudgingOptions extends ClassifyingOptions, Partial<QueueOptions> {
  readonly out: string;
  readonly jobs?: number;
}

/** Who judges the films of a scan. */
export interface Judging {
  readonly card: ModelCard;
  readonly pool: DecodePool;
  /** Films in flight at a time. */
  readonly jobs: number;
  readonly askPassword?: ScanOptions['askPassword'];
  judge(conditions: BatchConditions): FilmJudge;
}

/** Enough that no worker waits, and few enough that the server has little to hold. */
const filmsInQueue = 256;

/**
 * Has films judged in this process or, where a queue is named, by the workers that are on it.
 *
 * @throws AppError of the model, of the provider and of the queue, or what `use` throws
 */
export function withJudging<T>(
  installation: Installation,
  options: JudgingOptions,
  use: (judging: Judging) => Promise<T>,
): Promise<T> {
  const { queue, jobs = defaultJobs } = options;
  if (queue !== undefined) return withQueue(installation, { ...options, queue }, use);
  return withServices(installation, { ...options, jobs, isBatch: true }, (services) =>
    use({
      card: services.classifier.card,
      pool: services.pool,
      jobs: filmsInFlight(jobs),
      askPassword: services.askPassword,
      judge: () => judgeHere(services),
    }),
  );
}

async function withQueue<T>(
  installation: Installation,
  options: JudgingOptions & QueueOptions,
  use: (judging: Judging) => Promise<T>,
): Promise<T> {
  const card = await loadModelCard(options.model ?? installation.modelDirectory);
  const end = await openAskingEnd(await queueAddressOf(options), sayOnce().say);
  const ledger = new TaskLedger(end);
  const scan = resolve(options.out);
  try {
    return await withPool(installation, { ...options, jobs: 1 }, ({ pool }) =>
      use({
        card,
        pool,
        jobs: filmsInQueue,
        judge: (conditions) => judgeByQueue(ledger, pool, conditions, JSON.stringify([scan, conditions])),
      }),
    );
  } finally {
    await ledger.close();
  }
}
