const longestName = 1024;
/** Control characters, and those that turn the direction of writing and so disguise the end of a name. */
const misleading = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * An archive member's name as people may be shown it: one line, forward slashes, at most 1,024 characters. It
 * names nothing on disk, so `..` and a leading slash are left to be seen.
 */
export function memberDisplayName(name: string): string {
  const shown = name.replaceAll('\\', '/').replace(misleading, '\ufffd');
  if (shown.length <= longestName) return shown;
  // The cut must not leave half of a character behind.
  return `${shown.slice(0, longestName - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

const fatal = new TextDecoder('utf-8', { fatal: true });

/** The text of bytes that are UTF-8, or null: macOS writes UTF-8 names without saying so. */
export function utf8OrNull(bytes: Uint8Array): string | null {
  try {
    return fatal.decode(bytes);
  } catch {
    return null;
  }
}
