import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { AppError } from '#common/errors';

/** More of one core than this in other hands, and a figure is of two programs, not one. */
const tolerated = 0.1;

const watchedMilliseconds = 2000;

/** Linux counts processor time in hundredths of a second wherever programs see it. */
const ticksPerSecond = 100;

/** Processor time used since the machine started, in ticks. */
export interface Usage {
  /** Of all processes together, those that have ended too. */
  readonly total: number;
  /** Kept back by the host that this machine is a guest of. */
  readonly stolen: number;
  readonly processes: ReadonlyMap<number, ProcessUsage>;
}

export interface ProcessUsage {
  readonly name: string;
  readonly parent: number;
  readonly ticks: number;
}

/**
 * Returns once the machine has been watched for two seconds and found idle but for this benchmark.
 *
 * @throws AppError `runtime-unavailable` naming who takes more than 10 % of a core, or where the system is not Linux.
 */
export async function requireQuietMachine(): Promise<void> {
  const watched = watchOthers();
  await setTimeout(watchedMilliseconds);
  const others = watched();
  if (others.length === 0) return;
  throw new AppError(
    'runtime-unavailable',
    `This benchmark runs on a quiet machine only, and ${others.join(', ')} of a core.`,
  );
}

/**
 * Starts to watch the machine; what it returns tells who else has taken more than 10 % of a core since.
 *
 * @throws AppError `runtime-unavailable` where the system is not Linux.
 */
export function watchOthers(): () => readonly string[] {
  const before = readUsage();
  const start = performance.now();
  return () => findOthers(before, readUsage(), (performance.now() - start) / 1000, process.pid);
}

/** Each that took more than 10 % of a core between two readings, as "NAME (process N) takes P %"; not `own` or kin. */
export function findOthers(before: Usage, after: Usage, seconds: number, own: number): readonly string[] {
  const kin = kinOf(after.processes, own);
  const cores = (ticks: number): number => ticks / ticksPerSecond / seconds;
  let accounted = 0;
  const named: [string, number][] = [];
  for (const [id, { name, ticks }] of after.processes) {
    const taken = cores(ticks - (before.processes.get(id)?.ticks ?? 0));
    accounted += taken;
    if (!kin.has(id)) named.push([`${name} (process ${id})`, taken]);
  }
  named.push(['the host', cores(after.stolen - before.stolen)]);
  named.push(['what came and went', cores(after.total - before.total) - accounted]);
  return named
    .filter(([, taken]) => taken > tolerated)
    .map(([name, taken]) => `${name} takes ${Math.round(100 * taken)} %`);
}

/** A process with all above it, which wait for it, and all below it, which work for it. */
function kinOf(processes: Usage['processes'], own: number): ReadonlySet<number> {
  const kin = new Set([own]);
  // A child has no lower number than its parent but where numbers began anew, so one pass may miss some.
  for (let size = 0; size !== kin.size;) {
    size = kin.size;
    for (const [id, { parent }] of processes) if (kin.has(parent)) kin.add(id);
  }
  for (let id = processes.get(own)?.parent; id !== undefined && id > 0; id = processes.get(id)?.parent)
    kin.add(id);
  return kin;
}

function readUsage(): Usage {
  try {
    const [user = 0, nice = 0, system = 0, , , irq = 0, softIrq = 0, stolen = 0] = readFileSync(
      '/proc/stat',
      'latin1',
    )
      .split('\n', 1)[0]!
      .trim()
      .split(/\s+/)
      .slice(1)
      .map(Number);
    const total = user + nice + system + irq + softIrq;
    return { total, stolen, processes: readProcesses() };
  } catch (cause) {
    throw new AppError('runtime-unavailable', 'Whether this machine is quiet can be told on Linux only.', {
      cause,
    });
  }
}

function readProcesses(): ReadonlyMap<number, ProcessUsage> {
  const processes = new Map<number, ProcessUsage>();
  for (const id of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    const text = readStat(id);
    if (text === null) continue;
    // The name stands in parentheses and may hold any character, a parenthesis too.
    const end = text.lastIndexOf(')');
    const fields = text.slice(end + 2).split(' ');
    processes.set(Number(id), {
      name: text.slice(text.indexOf('(') + 1, end),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    });
  }
  return processes;
}

/** Null for a process that ended since it was listed. */
function readStat(id: string): string | null {
  try {
    return readFileSync(`/proc/${id}/stat`, 'latin1');
  } catch {
    return null;
  }
}
