import type { LabelledFilm } from '../labelled-film.ts';
import type { Split } from '../split.ts';
import { CopyFinder } from './copy-finder.ts';
import type { FilmPrint } from './film-print.ts';
import { loadPrints, type PrintOptions } from './load-prints.ts';

/** A film of a later split that is also in an earlier one. */
export interface LeakedFilm {
  readonly film: LabelledFilm;
  readonly copyOf: LabelledFilm;
  readonly kind: 'identical' | 'near';
  readonly correlation: number;
}

/** What the films of one split tell of those of another. */
export interface SplitLeakage {
  readonly known: Split;
  readonly judged: Split;
  /** Of the judged split that could be read. */
  readonly films: number;
  /** One for each film of the judged split that has a copy in the known one. */
  readonly leaked: readonly LeakedFilm[];
  /** Groups, such as patients, of which films are in both splits. */
  readonly sharedGroups: number;
}

export interface LeakageReport {
  readonly pairs: readonly SplitLeakage[];
  /** Films that could not be read and therefore not be compared. */
  readonly unread: number;
}

const splitPairs: readonly (readonly [known: Split, judged: Split])[] = [
  ['train', 'validation'],
  ['train', 'test'],
  ['validation', 'test'],
];

/**
 * Looks for films of one split among those of another: the same file, or a copy of the same radiograph as
 * `CopyFinder` knows them. Films without a split are not looked at.
 */
export async function checkLeakage(
  films: readonly LabelledFilm[],
  options: PrintOptions,
): Promise<LeakageReport> {
  const assigned = films.filter(({ split }) => split !== null);
  const prints = await loadPrints(
    assigned.map(({ path }) => path),
    options,
  );
  const readable = assigned.filter(({ path }) => prints.has(path));
  const pairs = splitPairs.map(([known, judged]) => compareSplits(readable, prints, known, judged));
  return { pairs, unread: assigned.length - readable.length };
}

function compareSplits(
  films: readonly LabelledFilm[],
  prints: ReadonlyMap<string, FilmPrint>,
  known: Split,
  judged: Split,
): SplitLeakage {
  const earlier = films.filter(({ split }) => split === known);
  const later = films.filter(({ split }) => split === judged);
  const finder = new CopyFinder(earlier.map(({ path }) => prints.get(path)!));
  const found = new Map<string, ReturnType<CopyFinder['find']>>();
  const leaked = later.flatMap((film): readonly LeakedFilm[] => {
    const print = prints.get(film.path)!;
    if (!found.has(print.sha256)) found.set(print.sha256, finder.find(print));
    const copy = found.get(print.sha256)!;
    if (copy === null) return [];
    return [{ film, copyOf: earlier[copy.index]!, kind: copy.kind, correlation: copy.correlation }];
  });
  return { known, judged, films: later.length, leaked, sharedGroups: countSharedGroups(earlier, later) };
}

function countSharedGroups(earlier: readonly LabelledFilm[], later: readonly LabelledFilm[]): number {
  const keyOf = ({ source, group }: LabelledFilm): string => JSON.stringify([source, group]);
  const known = new Set(earlier.map(keyOf));
  return new Set(later.map(keyOf).filter((key) => known.has(key))).size;
}
