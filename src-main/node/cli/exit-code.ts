import type { ErrorCode } from '#common/errors';

/** What the shell is told. */
export const exitCode = { ok: 0, someFailed: 1, usage: 2, unfinished: 3 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];

/** Failures that leave, or come upon, a scan that `--resume` goes on with. */
const unfinished: readonly ErrorCode[] = [
  'cancelled',
  'disk-full',
  'scan-unfinished',
  'scan-underway',
  'journal-mismatch',
  'journal-damaged',
];

/** What the shell is told of a command that failed as a whole. */
export function exitCodeFor(code: ErrorCode): ExitCode {
  return unfinished.includes(code) ? exitCode.unfinished : exitCode.someFailed;
}
