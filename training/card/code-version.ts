import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What decides the numbers of a model, relative to the repository's root. */
const folders = [
  'src-main/common/imaging',
  'src-main/common/model',
  'src-main/common/sampling',
  'src-main/node/decode',
  'src-main/node/inference',
  'training',
];
const skipped = new Set(['node_modules', 'runs']);

/** SHA-256 over the names and contents of the TypeScript files that decide a model's numbers, in order of name. */
export async function hashCode(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const file of await listSources(root, folder))
      hash.update(`${file}\0`).update(await readFile(join(root, file)));
  }
  return hash.digest('hex');
}

async function listSources(root: string, folder: string): Promise<readonly string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const nested = entries.map((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listSources(root, path);
    return entry.name.endsWith('.ts') ? [path] : [];
  });
  return (await Promise.all(nested)).flat().sort();
}
