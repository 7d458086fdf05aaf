import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#common/sampling/seeded-random';
import { journalOf } from '#node/batch/journal';
import {
  ended,
  lostAndRepeated,
  sizeOf,
  undisturbed,
  type CrashOptions,
  type CrashOutcome,
} from './crash-scans.ts';

export interface WorkerCrashOptions extends CrashOptions {
  /** As `--queue` takes it. */
  readonly queue: string;
  readonly workers: number;
  /** Whether another worker takes the place of one that was killed. */
  readonly replaced: boolean;
}

/**
 * Scans a folder by workers on a queue again and again, killing workers at random moments while they judge.
 *
 * @throws AppError `internal` where the scan or a worker that was left alone fails
 */
export async function crashWorkers(options: WorkerCrashOptions): Promise<CrashOutcome> {
  const random = seededRandom(options.seed);
  const expected = await undisturbed(options);
  const out = join(options.folder, 'queued.csv');
  const crew = Array.from({ length: options.workers }, () => hire(options));
  const found = { kills: 0, reports: 0, lost: 0, repeated: 0, identical: true };
  while (found.kills < options.kills) {
    const scan = ended(start(options, ['scan', 'films', '--out', out]));
    let isOver = false;
    void scan.finally(() => (isOver = true)).catch(() => undefined);
    while (!isOver && found.kills < options.kills) {
      await progress(out, random() * 2500, () => isOver);
      if (isOver) break;
      await killOne(crew, options, random);
      found.kills++;
      options.onKill?.(found.kills);
    }
    await scan;
    const report = readFileSync(out, 'utf8');
    const { lost, repeated } = lostAndRepeated(report, expected);
    found.reports++;
    found.lost += lost;
    found.repeated += repeated;
    found.identical &&= report === expected;
    rmSync(out);
  }
  await Promise.all(crew.map(dismiss));
  return found;
}

/** Waits until the journal has grown by some bytes, of which a film takes about 700. */
async function progress(out: string, bytes: number, isOver: () => boolean): Promise<void> {
  const enough = sizeOf(journalOf(out)) + bytes;
  while (!isOver() && sizeOf(journalOf(out)) <= enough) await sleep(1);
}

async function killOne(
  crew: ChildProcess[],
  options: WorkerCrashOptions,
  random: () => number,
): Promise<void> {
  const [worker] = crew.splice(Math.floor(random() * crew.length), 1);
  const end = ended(worker!).catch(() => undefined);
  worker!.kill('SIGKILL');
  await end;
  if (options.replaced) crew.push(hire(options));
}

function hire(options: WorkerCrashOptions): ChildProcess {
  return start(options, ['worker', '--lease', '2', '--threads', '1', '--jobs', '1']);
}

async function dismiss(worker: ChildProcess): Promise<void> {
  const end = ended(worker);
  worker.kill('SIGTERM');
  await end;
}

function start({ command, folder, queue }: WorkerCrashOptions, parameters: readonly string[]): ChildProcess {
  const [file = '', ...rest] = command;
  const args = [file, ...parameters, '--queue', queue, ...rest];
  return spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
}
