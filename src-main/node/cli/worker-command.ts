import { queueAddressOf, type QueueOptions } from '../queue/queue-address.ts';
import { realRoots } from '../queue/film-roots.ts';
import { workForQueue } from '../queue/work-for-queue.ts';
import { exitCode, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import { withInterrupt } from './interrupt.ts';
import { sayOnce } from './queue-trouble.ts';
import { defaultJobs, filmsInFlight, withServices, type ClassifyingOptions } from './services.ts';

export interface WorkerCommandOptions extends ClassifyingOptions, QueueOptions {
  readonly jobs?: number;
  /** In seconds. */
  readonly lease: number;
  /** Folders below which films may be opened; anywhere if left out. */
  readonly root?: readonly string[];
}

/**
 * Judges films for `osteon scan --queue` until it is interrupted, which is no failure.
 *
 * @throws AppError of `workForQueue`, of `realRoots` and of the model
 */
export async function workerCommand(
  options: WorkerCommandOptions,
  installation: Installation,
): Promise<ExitCode> {
  const { jobs = defaultJobs, lease } = options;
  const address = await queueAddressOf(options);
  const roots = options.root && (await realRoots(options.root));
  const trouble = sayOnce();
  let films = 0;
  await withInterrupt((control) =>
    withServices(installation, { ...options, jobs, isBatch: true }, async (services) => {
      const { askPassword } = services;
      const work = {
        concurrency: filmsInFlight(jobs),
        lease: lease * 1000,
        askPassword,
        ...(roots && { roots }),
      };
      await workForQueue(address, work, services, control.signal, {
        onReady: () => process.stderr.write('Waiting for films.\n'),
        onAnswer(answer) {
          trouble.isOver();
          films += answer.filter(({ kind }) => kind === 'judged').length;
        },
        onTrouble: trouble.say,
      });
    }),
  ).finally(() => process.stderr.write(`${films} films judged.\n`));
  return exitCode.ok;
}
