import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { checkout } from './checkout.ts';

/** A Python of another maker may stand before the system's, which is the one that the system's packages are for. */
const candidates = ['python3', '/usr/bin/python3'] as const;

/** The first Python that has all these modules; null where none has. */
export function findPython(modules: readonly string[]): string | null {
  const program = `import ${modules.join(', ')}`;
  return candidates.find((file) => spawnSync(file, ['-c', program]).status === 0) ?? null;
}

/** The path of a peer program in Python. */
export function pythonPeer(name: string): string {
  return join(checkout, 'src-main/development/bench/peers', name);
}
