import * as v from 'valibot';
import { filmFilterSchema } from '#common/batch/film-filter';
import { filmSourceSchema } from '#common/contract/film-source';
import { judgedBySchema, judgedFilmSchema } from '../batch/journal-records.ts';

/** What a queue asks a worker: to judge the films of a file. It says where they lie and nothing that they hold. */
export const filmTaskSchema = v.strictObject({
  format: v.literal('osteon-film-task'),
  version: v.literal(1),
  /** As it was given, or as found below a folder that was given. */
  path: v.string(),
  /** Where a relative one begins. */
  workingDirectory: v.string(),
  /** As in `FoundFile`. */
  named: v.boolean(),
  filter: filmFilterSchema,
  ...judgedBySchema.entries,
});

export type FilmTask = Readonly<v.InferOutput<typeof filmTaskSchema>>;

/** What a worker answers: every film that the file holds, in order. */
export const filmAnswerSchema = v.array(
  v.variant('kind', [
    v.strictObject({ kind: v.literal('judged'), film: judgedFilmSchema }),
    v.strictObject({ kind: v.literal('unwanted'), source: filmSourceSchema }),
  ]),
);

export type FilmAnswer = v.InferOutput<typeof filmAnswerSchema>;
