import { basename, posix } from 'node:path';
import type { FilmSource } from '#common/contract/film-source';

/** What people are shown for a source: the base name of its file, or of the archive's member. */
export function displayNameOf({ path, members = [] }: FilmSource): string {
  const member = members.at(-1);
  return member === undefined ? basename(path) : posix.basename(member.name) || member.name;
}

/** The same with the archives around it and whose film it is, for what cannot be found in any list. */
export function refusedNameOf(film: FilmSource, study: string | null = null): string {
  const { path, members = [] } = film;
  const chain = [basename(path), ...members.map(({ name }) => name)].join(' › ');
  return study === null ? chain : `${chain} (${study})`;
}
