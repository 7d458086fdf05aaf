import { spawnSync } from 'node:child_process';

/** A Python of another maker may stand before the system's, which is the one that the system's packages are for. */
const candidates = ['python3', '/usr/bin/python3'] as const;

/** The first Python that has all these modules; null where none has. */
export function findPython(modules: readonly string[]): string | null {
  // Found, not imported: importing some of them takes seconds.
  const program = `from importlib.util import find_spec as find
raise SystemExit(any(find(name) is None for name in ${JSON.stringify(modules)}))`;
  return candidates.find((file) => spawnSync(file, ['-c', program]).status === 0) ?? null;
}
