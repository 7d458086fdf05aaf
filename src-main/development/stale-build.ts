import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const sources = ['src-main', 'src-renderer', 'electron.vite.config.ts', 'package.json'];
const outputs = ['out/main/main.cjs', 'out/preload/preload.cjs', 'out/renderer/index.html'];

/** Whether a source file of the checkout is newer than what was built from it, or nothing was built. */
export function isBuildStale(checkout: string): boolean {
  const built = outputs.map((path) => newest(join(checkout, path)) ?? -Infinity);
  const changed = sources.map((path) => newest(join(checkout, path)) ?? -Infinity);
  return Math.max(...changed) > Math.min(...built);
}

/** Latest modification of a file, or of any file in a folder; milliseconds since the epoch. */
function newest(path: string): number | null {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status === undefined) return null;
  if (!status.isDirectory()) return status.mtimeMs;
  const inside = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Math.max(...inside.map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs));
}
