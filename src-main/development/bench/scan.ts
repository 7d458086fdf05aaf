import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { AppError } from '#common/errors';
import { checkout, commandLineFile, measuredFiles, measuredPath } from './checkout.ts';
import type { Measurement } from './measurement.ts';

const runs = 3;

/** `osteon scan` over the test split of FracAtlas: its rate, its memory, and the AUROC of what it wrote. */
export async function measureScan(): Promise<readonly Measurement[]> {
  const films = testFilms(measuredPath(measuredFiles.fracAtlas));
  const folder = mkdtempSync(join(tmpdir(), 'osteon-scan-'));
  const out = join(folder, 'results.csv');
  const rates: number[] = [];
  let peakMemoryMiB = 0;
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    const summary = await command(process.execPath, [commandLineFile, 'scan', ...films, '--out', out]);
    rates.push((films.length / (performance.now() - start)) * 1000);
    peakMemoryMiB = Math.max(peakMemoryMiB, Number(/peak memory ([\d.]+) MiB/.exec(summary)?.[1] ?? NaN));
  }
  const evaluation = await command('npm', ['run', '--silent', 'evaluate', '--', '--csv', out]);
  rmSync(folder, { recursive: true, force: true });
  return [
    {
      what: `osteon scan, the ${films.length} films of FracAtlas test, start and model loading included`,
      unit: 'images/s',
      samples: rates,
      peakMemoryMiB,
      remarks: evaluation.trim().split('\n'),
    },
  ];
}

/** The films of the test split that count: near-duplicates and films of two labels are left out. */
function testFilms(folder: string): string[] {
  const rows = parse(readFileSync(join(folder, 'manifest.csv')), { columns: true }) as Record<
    string,
    string
  >[];
  return rows
    .filter(
      (row) => row['split'] === 'test' && row['near_duplicate_of'] === '' && row['conflicting_label'] === '0',
    )
    .map((row) => join(folder, 'images', row['file']!));
}

/** Everything a command prints, on either stream. */
function command(file: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, parameters, { cwd: checkout, stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    child.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    child.stderr.on('data', (text: Buffer) => (printed += text.toString()));
    child.once('error', reject);
    child.once('close', (status) => {
      if (status === 0) resolve(printed);
      else
        reject(
          new AppError('internal', `${parameters.slice(0, 2).join(' ')} ended with ${status}: ${printed}`),
        );
    });
  });
}
