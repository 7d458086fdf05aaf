import { createHash } from 'node:crypto';
import { createReadStream, type ReadStream } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import { AppError } from '#common/errors';

/** The list of sums inside a package's folder of resources. */
export const sealFile = 'contents.json';

const sealSchema = v.record(v.string(), v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)));

/** Reads a file as it lies on the disk: Electron's own `fs` takes an archive for a folder. */
export type OpenFile = (path: string) => ReadStream;

/**
 * Writes down the SHA-256 of every file of a package's resources, by its path with `/`; for the builder of
 * packages. The list guards against damage and careless changes. Whoever can rewrite the files can rewrite the
 * list too: against that stand the installer's signature and the rights on the folder.
 */
export async function sealContents(resources: string): Promise<void> {
  const files = (await readdir(resources, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => relative(resources, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((file) => file !== sealFile)
    .sort();
  const sums: Record<string, string> = {};
  for (const file of files) sums[file] = await sumOf(join(resources, file), createReadStream);
  await writeFile(join(resources, sealFile), `${JSON.stringify(sums, null, 2)}\n`);
}

/**
 * Compares the files of a package with the list that was written when it was built.
 *
 * @param concerned which of them, by their path in the list
 * @throws AppError installation-altered, naming the first that is missing or not as it was built
 */
export async function verifyContents(
  resources: string,
  open: OpenFile,
  concerned: (file: string) => boolean,
): Promise<void> {
  for (const [file, sum] of Object.entries(await readSeal(resources)).filter(([name]) => concerned(name)))
    if ((await sumOf(join(resources, file), open).catch(() => null)) !== sum)
      throw new AppError('installation-altered', `Osteon's file ${file} is not as it was installed.`);
}

async function readSeal(resources: string): Promise<Record<string, string>> {
  try {
    return v.parse(sealSchema, JSON.parse(await readFile(join(resources, sealFile), 'utf8')));
  } catch (cause) {
    throw new AppError('installation-altered', `Osteon's file ${sealFile} is missing or damaged.`, { cause });
  }
}

async function sumOf(path: string, open: OpenFile): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(open(path), hash);
  return hash.digest('hex');
}
