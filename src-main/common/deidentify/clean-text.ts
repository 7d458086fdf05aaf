/** Shorter words would take half of every text with them. */
const shortestName = 3;

/** The words of names and ids, as they are looked for: in lower case. */
export function wordsToClean(identities: readonly string[]): ReadonlySet<string> {
  const words = identities.flatMap((text) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return new Set(words.filter((word) => word.length >= shortestName));
}

/** Whether one of the words stands in a text, be it as part of another. */
export function holdsAny(text: string, named: ReadonlySet<string>): boolean {
  const lower = text.toLowerCase();
  return [...named].some((name) => lower.includes(name));
}

/** Whether one of the words stands in a text by itself. */
export function isNamed(text: string, named: ReadonlySet<string>): boolean {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .some((word) => named.has(word));
}

/**
 * A descriptor without the words that name somebody, without whatever could be a date, a number of a person or
 * a phone, or an address of mail, and without all that is not ASCII: what is left is what a room and a view are called.
 */
export function cleanText(text: string, named: ReadonlySet<string>): string {
  return text
    .split(/[\s,;:/^=()\\]+/)
    .filter((word) => !holdsAny(word, named) && /^[\x21-\x7e]+$/.test(word) && !/\d{3}|@/.test(word))
    .join(' ');
}
