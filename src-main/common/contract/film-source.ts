import * as v from 'valibot';

/** The deepest that archives may lie within one another. */
export const deepestNesting = 4;

const archiveMember = v.strictObject({
  /** Its place in the archive's directory, counted from 0: names may occur twice. */
  index: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** For people, with what could mislead them replaced; never a path to write to. */
  name: v.pipe(v.string(), v.maxLength(1024)),
  /** As the directory declares it; 0 where the encryption leaves it out. */
  crc32: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** Names one member of an archive; another archive in the same place is told by its name and checksum. */
export type ArchiveMember = v.InferOutput<typeof archiveMember>;

export const filmSourceEntries = {
  path: v.pipe(v.string(), v.minLength(1), v.maxLength(32_768)),
  /** From the archive on disk inwards; absent for a file that lies on disk itself. */
  members: v.exactOptional(
    v.pipe(v.array(archiveMember), v.minLength(1), v.maxLength(deepestNesting + 1), v.readonly()),
  ),
};

export const filmSourceSchema = v.strictObject(filmSourceEntries);

/** Where a film lies: a file, or a member of the archive that a file is, or of an archive within that. */
export type FilmSource = Readonly<v.InferOutput<typeof filmSourceSchema>>;

/** The source as one line of text, `study.zip!/DICOM/IM1`, for reports and the command line. */
export function sourceText({ path, members = [] }: FilmSource): string {
  return [path, ...members.map(({ name }) => name)].join('!/');
}

/** The part of a source that names it and nothing else, for objects that hold more. */
export function sourceOf({ path, members }: FilmSource): FilmSource {
  return members === undefined ? { path } : { path, members };
}
