import * as v from 'valibot';
import { sourceOf } from '#common/contract/film-source';
import type { WorklistPage } from '#common/contract/worklist';
import { judgedFilmSchema, type JudgedFilm } from '#node/batch/journal-records';
import type { EngineHost } from './engine-host.ts';

/** A film of the last batch, and whether another model judged it. */
export interface RecalledFilm {
  readonly film: JudgedFilm;
  readonly isOlder: boolean;
}

/** Where the films of a batch outlast the window: in the index, which the engine process keeps. */
export interface KeptWorklist {
  /** From now on the films are of the batch into this report. */
  begin(out: string): void;
  add(films: readonly JudgedFilm[]): void;
  /** All of them, in the order in which they came, some at a time. @throws AppError of the index */
  recall(): AsyncIterable<readonly RecalledFilm[]>;
}

/** @param failed told of films that the index could not keep: the journal and the report have them all the same */
export function createKeptWorklist(
  engine: Pick<EngineHost, 'ask'>,
  failed: (thrown: unknown) => void,
): KeptWorklist {
  let report: string | null = null;
  return {
    begin(out) {
      report = out;
      engine.ask('beginWorklist', out).catch(failed);
    },
    add(films) {
      if (report === null) return;
      const kept = films.map((film) => ({ source: sourceOf(film.source), film: JSON.stringify(film) }));
      engine.ask('keepWorklist', { out: report, films: kept }).catch(failed);
    },
    async *recall() {
      let place: number | null = 0;
      while (place !== null) {
        const page: WorklistPage = await engine.ask('recallWorklist', place);
        yield page.films.flatMap(({ film, isOlder }) => {
          const judged = v.safeParse(judgedFilmSchema, JSON.parse(film));
          // Another version's line is no film of ours.
          return judged.success ? [{ film: judged.output, isOlder }] : [];
        });
        place = page.next;
      }
    },
  };
}
