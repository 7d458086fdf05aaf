import { AppError } from '../errors.ts';

/** Below it any UUID is a UID without registration (PS3.5 B.2). */
export const uuidRoot = '2.25';

const longestUid = 64;
/** What is left for the random part must still be hard to meet twice. */
const fewestDigits = 20;

/**
 * Accepts a UID root that a house has been given.
 *
 * @throws AppError `invalid-request` for what is no root (PS3.5 9.1), or leaves no room for new numbers.
 */
export function checkUidRoot(root: string): string {
  const isRoot = /^[0-2](\.(0|[1-9]\d*))+$/.test(root) && root.length + 1 + fewestDigits <= longestUid;
  if (isRoot) return root;
  throw new AppError(
    'invalid-request',
    `A UID root is numbers with dots between them, ${longestUid - 1 - fewestDigits} characters at most.`,
  );
}

/** A UID below a root from a UUID, as the decimal number that PS3.5 B.2 makes of it, cut where the root is long. */
export function uidOf(uuid: string, root: string = uuidRoot): string {
  const digits = BigInt(`0x${uuid.replaceAll('-', '')}`).toString();
  return `${root}.${digits.slice(0, longestUid - 1 - root.length)}`;
}

/** The UUID, of version 8 (RFC 9562), that stands for content of a SHA-256 in hexadecimal: always the same. */
export function uuidOfHash(sha256: string): string {
  const variant = ((parseInt(sha256[16]!, 16) & 0x3) | 0x8).toString(16);
  return `${sha256.slice(0, 12)}8${sha256.slice(13, 16)}${variant}${sha256.slice(17, 32)}`;
}
