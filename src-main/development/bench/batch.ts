import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import { writeSmallFilms } from '../crash/small-films.ts';
import { commandLineFile } from './checkout.ts';
import type { Measurement } from './measurement.ts';

/** The second is what the memory of the first is held against. */
const sizes = [1000, 10_000] as const;

/** `osteon scan` over folders of films, no two alike, journal and report included: its rate and its memory. */
export async function measureBatch(): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-batch-'));
  const measurements: Measurement[] = [];
  for (const films of sizes) {
    const filmFolder = join(folder, String(films));
    mkdirSync(filmFolder);
    writeSmallFilms(filmFolder, films);
    const summary = await scan(filmFolder, join(folder, `${films}.csv`));
    measurements.push({
      what: `osteon scan, ${films} films of 240 x 256 at 12 bits, journal and report included`,
      unit: 'images/s',
      samples: [Number(/([\d.]+) images\/s/.exec(summary)?.[1] ?? NaN)],
      peakMemoryMiB: Number(/peak memory ([\d.]+) MiB/.exec(summary)?.[1] ?? NaN),
      remarks: [summary.trim().split(' in ')[0]!],
    });
  }
  rmSync(folder, { recursive: true, force: true });
  return measurements;
}

/** The summary that the command prints. */
function scan(films: string, out: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [commandLineFile, 'scan', films, '--out', out];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let printed = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (printed += text));
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) resolve(printed);
      else reject(new AppError('internal', `The scan ended with ${status}: ${printed}`));
    });
  });
}
