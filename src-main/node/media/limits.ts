/** What a file, archive or member may cost; whatever exceeds one of these is refused, each with a code of its own. */

/** In bytes, of a file on disk and of a member once inflated: `file-too-large`. */
export const largestFile = 2 ** 30;

/** In bytes, of an archive inside another one, which is held in memory: `archive-expands-too-far`. */
export const largestNestedArchive = 2 ** 28;

/** Of one archive: `archive-too-many-members`. */
export const mostMembers = 100_000;

/** In bytes, of the names and fields of one archive's directory: `archive-too-many-members`. */
export const largestDirectory = 2 ** 26;

/** Of everything that was asked for at once, archives within archives included: `archive-too-many-members`. */
export const mostMembersAtOnce = 500_000;

/** In bytes, unpacked from archives to look into the archives inside them: `archive-expands-too-far`. */
export const mostUnpackedAtOnce = 2 ** 32;

/**
 * How many times its packed size a member may take, if it takes more than `harmlessSize`: no radiograph comes
 * near it, and deflate, which ends at 1,032, is only brought there on purpose. `archive-expands-too-far`.
 */
export const largestRatio = 250;
export const harmlessSize = 2 ** 26;
