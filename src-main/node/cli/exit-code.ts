/** What the shell is told. */
export const exitCode = { ok: 0, someFailed: 1, usage: 2 } as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
