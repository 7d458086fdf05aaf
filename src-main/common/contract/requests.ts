import * as v from 'valibot';
import { longestNote } from '../browse/study-note.ts';
import { studyIdSchema, studyStatusSchema } from '../browse/study-summary.ts';

/** What calls of the page and of the engine are asked with alike. */
export const nothing = v.undefined();
/** A name that the main process gave: of an image, an opening, a locked archive. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));
export const pathList = v.pipe(v.array(path), v.minLength(1), v.maxLength(100_000));
/** As long as any program takes; it is checked for no other thing. */
export const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
export const studyIds = v.pipe(v.array(studyIdSchema), v.minLength(1), v.maxLength(100_000), v.readonly());
export const statusOfStudy = v.strictObject({ studyId: studyIdSchema, status: studyStatusSchema });
export const noteOfStudy = v.strictObject({
  studyId: studyIdSchema,
  note: v.pipe(v.string(), v.maxLength(longestNote)),
  /** What the writing began from: where the index has another note by now, both are kept. */
  before: v.pipe(v.string(), v.maxLength(longestNote)),
});
/** What a person is offered as a name; the main process makes it safe. */
export const pictureName = v.pipe(v.string(), v.minLength(1), v.maxLength(400));
/** More bytes than the largest film has as a picture. */
export const picture = v.pipe(
  v.instance(Uint8Array<ArrayBufferLike>),
  v.check(({ byteLength }) => byteLength > 0 && byteLength <= 2 ** 30),
);
