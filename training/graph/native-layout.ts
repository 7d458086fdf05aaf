import { readFileSync } from 'node:fs';
import type { Layout } from './emitter.ts';

/**
 * The faster layout that this machine's runtime can read: ONNX Runtime packs channels by eight on x64 processors
 * with AVX2, by sixteen with AVX-512, and otherwise by what the processor has. Only blocks of eight are emitted.
 */
export function nativeLayout(): Layout {
  return process.arch === 'x64' && packsByEight(processorFlags()) ? 'blocked' : 'planar';
}

/** Whether a processor with these feature flags makes the runtime keep eight channels together. */
export function packsByEight(flags: ReadonlySet<string>): boolean {
  return flags.has('avx2') && !flags.has('avx512f');
}

/** Empty where the system does not list them as Linux does. */
function processorFlags(): ReadonlySet<string> {
  try {
    const [, flags = ''] = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'latin1')) ?? [];
    return new Set(flags.trim().split(' '));
  } catch {
    return new Set();
  }
}
