import { readFileSync } from 'node:fs';
import { cpus, loadavg, platform, release, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a figure was measured on. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  /** Runnable processes over the last minute: above zero before the run, others were working too. */
  readonly loadBefore: number;
  readonly versions: Readonly<Record<string, string>>;
}

/** Reads the machine and the versions of what is measured. */
export function describeMachine(): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${platform()} ${release()}`,
    loadBefore: Number(loadavg()[0]!.toFixed(2)),
    versions: {
      node: process.versions.node,
      osteon: packageVersion('.'),
      'onnxruntime-node': packageVersion('node_modules/onnxruntime-node'),
    },
  };
}

function packageVersion(folder: string): string {
  const text = readFileSync(join(import.meta.dirname, '../../..', folder, 'package.json'), 'utf8');
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
