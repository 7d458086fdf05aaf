import { AppError, type ErrorCode } from '#common/errors';

const codes: Readonly<Record<string, ErrorCode>> = { ENOENT: 'file-not-found', ELOOP: 'symlink-loop' };
const messages: Partial<Record<ErrorCode, string>> = {
  'file-not-found': 'There is no such file or folder',
  'folder-unreadable': 'The folder cannot be read',
  'symlink-loop': 'Links lead round in a circle',
};

/** The failure that an errno of Node's file system means for reading; the message leaves the path out. */
export function fromSystemError(thrown: unknown, fallback: ErrorCode): AppError {
  if (thrown instanceof AppError) return thrown;
  const errno = errnoOf(thrown);
  const code = codes[errno] ?? fallback;
  return new AppError(code, `${messages[code] ?? 'The file cannot be read'} (${errno}).`, { cause: thrown });
}

/** The word by which the system names a failure, such as `EACCES`; `unknown` for anything else thrown. */
export function errnoOf(thrown: unknown): string {
  const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : null;
  return typeof code === 'string' ? code : 'unknown';
}

const diskFull: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG'];

/** Whether a write failed for want of room: on the disk, of the user's share of it, or of what a file may hold. */
export function isDiskFull(thrown: unknown): boolean {
  return diskFull.includes(errnoOf(thrown));
}
