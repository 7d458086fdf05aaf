import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#common/errors';
import { seededRandom } from '#common/sampling/seeded-random';
import { journalOf } from '#node/batch/journal';

export interface CrashOptions {
  /** The built command and the options of every scan, such as the model's. */
  readonly command: readonly string[];
  /** Holds `films/`; the reports go beside it. */
  readonly folder: string;
  readonly kills: number;
  readonly seed: number;
  /** Told after every kill. */
  onKill?(kills: number): void;
}

export interface CrashOutcome {
  readonly kills: number;
  /** Reports that were finished over them. */
  readonly reports: number;
  /** Films that such a report lacks, or has more than once. */
  readonly lost: number;
  readonly repeated: number;
  /** Whether every report is, byte for byte, the one of a scan that nobody disturbed. */
  readonly identical: boolean;
}

/** A scan that takes longer hangs. */
const longestMilliseconds = 120_000;
/** Kills before the journal is there, of which the rest of the program's start is made. */
const earlyShare = 0.1;
const startMilliseconds = 1500;

/**
 * Scans a folder again and again, killing the command at random moments, by SIGKILL, and resuming it each time.
 *
 * @throws AppError `internal` where a scan that was left alone fails
 */
export async function crashScans(options: CrashOptions): Promise<CrashOutcome> {
  const { folder, kills } = options;
  const random = seededRandom(options.seed);
  const expected = await undisturbed(options);
  const out = join(folder, 'crashed.csv');
  const found = { kills: 0, reports: 0, lost: 0, repeated: 0, identical: true };
  while (found.kills < kills) {
    if (await scanAndKill(options, out, random)) {
      found.kills++;
      options.onKill?.(found.kills);
    } else check();
  }
  if (sizeOf(out) === 0) {
    await ended(start(options, out));
    check();
  }
  return found;

  function check(): void {
    const report = readFileSync(out, 'utf8');
    const { lost, repeated } = lostAndRepeated(report, expected);
    found.reports++;
    found.lost += lost;
    found.repeated += repeated;
    found.identical &&= report === expected;
    rmSync(out);
  }
}

/** The films that a report lacks of those of another, and those that it has more than once. */
export function lostAndRepeated(
  report: string,
  expected: string,
): { readonly lost: number; readonly repeated: number } {
  const [paths, wanted] = [pathsOf(report), pathsOf(expected)];
  return {
    lost: wanted.filter((path) => !paths.includes(path)).length,
    repeated: paths.length - new Set(paths).size,
  };
}

/** The report of a scan that nobody disturbs. @throws AppError `internal` */
export async function undisturbed(options: CrashOptions): Promise<string> {
  const out = join(options.folder, 'undisturbed.csv');
  await ended(start(options, out));
  return readFileSync(out, 'utf8');
}

/** False where the scan was through before its time. */
async function scanAndKill(options: CrashOptions, out: string, random: () => number): Promise<boolean> {
  const child = start(options, out);
  const end = ended(child);
  let isOver = false;
  void end.then(
    () => (isOver = true),
    () => (isOver = true),
  );
  if (random() < earlyShare) await sleep(random() * startMilliseconds);
  else {
    // A journal grows by some 700 bytes a film.
    const enough = sizeOf(journalOf(out)) + random() * 2500;
    while (!isOver && sizeOf(journalOf(out)) <= enough) await sleep(1);
    await sleep(random() * 20);
  }
  child.kill('SIGKILL');
  return end.then(
    () => false,
    () => {
      if (child.signalCode === 'SIGKILL') return true;
      throw new AppError('internal', 'A scan that was resumed ended by itself.');
    },
  );
}

function start({ command, folder }: CrashOptions, out: string): ChildProcess {
  const [file = '', ...rest] = command;
  const resume = sizeOf(journalOf(out)) > 0 ? ['--resume'] : ['--restart'];
  const args = [file, 'scan', 'films', '--out', out, ...resume, ...rest];
  return spawn(process.execPath, args, { cwd: folder, stdio: 'ignore' });
}

/** Resolves when a command has ended well. @throws AppError `internal` */
export function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => child.kill('SIGABRT'), longestMilliseconds);
    child.once('error', reject);
    child.once('close', (status, signal) => {
      clearTimeout(watchdog);
      if (status === 0) resolve();
      else reject(new AppError('internal', `The scan ended with ${status ?? signal}.`));
    });
  });
}

/** In bytes; 0 where there is no such file. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function pathsOf(report: string): readonly string[] {
  return report
    .split('\r\n')
    .slice(1)
    .map((line) => line.split(',')[0]!)
    .filter((path) => path !== '');
}
