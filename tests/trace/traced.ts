/** A test by its file below `tests/` and its name as it is written there. */
export type NamedTest = readonly [file: string, title: string];

/** Tests by the id of the requirement that they hold. */
export type Traced = Readonly<Record<string, readonly NamedTest[]>>;
