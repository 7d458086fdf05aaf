/** In characters, as the page sends a note; two that were written at once lie in one. */
export const longestNote = 20_000;

/**
 * The note to be kept where one was written from `before` while another may have been: what a person wrote is never
 * lost, so two texts stand one below the other, and apart where a field has one line.
 *
 * @param present What the index has.
 */
export function joinedNote(present: string, before: string, written: string): string {
  if (present === before || present === written || present === '') return written;
  if (written === before || written === '') return present;
  return `${present}\n— ${written}`.slice(0, longestNote);
}
