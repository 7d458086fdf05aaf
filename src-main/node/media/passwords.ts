import { sourceOf, type FilmSource } from '#common/contract/film-source';
import type { ReadableSource } from './readable-source.ts';

const mostOfOneFile = 16;

/** The passwords that people gave for archives, in memory for as long as the program runs and nowhere else. */
export class Passwords {
  readonly #ofFile = new Map<string, readonly string[]>();
  readonly #ofAll: readonly string[];

  /** @param ofAll tried on every archive */
  constructor(ofAll: readonly string[] = []) {
    this.#ofAll = ofAll;
  }

  /** Remembers a password for the archive at a path, and for those inside it. */
  add(path: string, password: string): void {
    const others = (this.#ofFile.get(path) ?? []).filter((other) => other !== password);
    this.#ofFile.set(path, [password, ...others].slice(0, mostOfOneFile));
  }

  /** Forgets one that turned out wrong. */
  remove(path: string, password: string): void {
    this.#ofFile.set(
      path,
      (this.#ofFile.get(path) ?? []).filter((other) => other !== password),
    );
  }

  /** The source with what may open it. */
  for(film: FilmSource): ReadableSource {
    const passwords = [...(this.#ofFile.get(film.path) ?? []), ...this.#ofAll];
    return passwords.length === 0 ? sourceOf(film) : { ...sourceOf(film), passwords };
  }
}
