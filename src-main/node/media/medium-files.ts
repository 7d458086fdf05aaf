import { readdir, realpath } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import type { FileReference } from '#common/dicom/medium-directory';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';

/** A file of a medium, or why a reference of its directory leads to none. */
export type ReferencedFile =
  | { readonly path: string; readonly study: string | null }
  | { readonly path: string; readonly study: string | null; readonly error: ErrorReport };

/** A medium copied without its files would otherwise list a failure for each of them. */
const mostFailuresListed = 100;

/**
 * Finds the files that a medium's directory refers to, below the folder that holds the directory and nowhere
 * else: neither `..` nor an absolute name nor a link leads out of it. Names match in any case, and with the
 * version that ISO 9660 appends, as media are mounted in many ways. Nothing is opened.
 */
export async function* findReferencedFiles(
  directoryFile: string,
  references: readonly FileReference[],
): AsyncGenerator<ReferencedFile> {
  const medium = new Medium(dirname(directoryFile));
  let failures = 0;
  for (const { components, study } of references) {
    const path = join(dirname(directoryFile), ...components.filter(isPlainName));
    try {
      yield { path: await medium.locate(components), study };
    } catch (thrown) {
      failures++;
      if (failures <= mostFailuresListed) yield { path, study, error: toPageReport(thrown) };
    }
  }
  if (failures > mostFailuresListed) {
    const message = `${failures - mostFailuresListed} more files that the medium lists cannot be opened.`;
    yield { path: directoryFile, study: null, error: { code: 'file-not-found', message } };
  }
}

class Medium {
  readonly #root: string;
  /** By folder, what its entries are called by their plain name. */
  readonly #listings = new Map<string, Promise<ReadonlyMap<string, string>>>();
  #realRoot: Promise<string> | null = null;

  constructor(root: string) {
    this.#root = root;
  }

  /** @throws AppError `outside-medium` or `file-not-found`. */
  async locate(components: readonly string[]): Promise<string> {
    if (components.length === 0 || !components.every(isPlainName)) throw outside();
    let path = this.#root;
    for (const component of components) {
      const listing = await this.#list(path);
      const entry = listing.get(component) ?? listing.get(plainName(component));
      if (entry === undefined)
        throw new AppError('file-not-found', 'The medium lists this file but does not hold it.');
      path = join(path, entry);
    }
    const real = await realpath(path).catch(() => null);
    this.#realRoot ??= realpath(this.#root);
    if (real === null) throw new AppError('file-not-found', 'The link on the medium leads nowhere.');
    if (!real.startsWith(withSeparator(await this.#realRoot))) throw outside();
    return path;
  }

  #list(folder: string): Promise<ReadonlyMap<string, string>> {
    let listing = this.#listings.get(folder);
    if (listing === undefined) {
      listing = readdir(folder).then(byPlainName, () => new Map<string, string>());
      this.#listings.set(folder, listing);
    }
    return listing;
  }
}

/** An entry's own name goes before the plain name of another. */
function byPlainName(names: readonly string[]): ReadonlyMap<string, string> {
  return new Map([
    ...names.map((name) => [plainName(name), name] as const),
    ...names.map((name) => [name, name] as const),
  ]);
}

function plainName(name: string): string {
  return name.replace(/;\d+$/, '').replace(/\.$/, '').toLowerCase();
}

/** Nothing that a file system on any platform takes for more than the name of an entry. */
function isPlainName(component: string): boolean {
  return component !== '' && component !== '.' && component !== '..' && !/[/\\:\0]/.test(component);
}

function withSeparator(folder: string): string {
  return folder.endsWith(sep) ? folder : folder + sep;
}

function outside(): AppError {
  return new AppError('outside-medium', 'The directory of the medium points outside it.');
}
