import { toErrorReport } from '#common/errors';
import { CommanderError } from 'commander';
import { exitCode, exitCodeFor, type ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';
import { createProgram } from './program.ts';

/** A process that is all for one command line: a checkout's `osteon`, or the packaged app without a window. */
export interface CommandLineRun {
  readonly installation: Installation;
  readonly version: string;
  /** Without the executable and the script. */
  readonly userArguments: readonly string[];
  /** Ends the process at once. */
  exit(code: ExitCode): void;
}

/** Runs a command and tells with what the process ends; failures are said on stderr, one line each. */
export async function runCommandLine(run: CommandLineRun): Promise<ExitCode> {
  // The reader of a pipe may leave early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    run.exit(error.code === 'EPIPE' ? exitCode.ok : reportFailure(error)),
  );
  process.on('uncaughtException', (thrown) => run.exit(reportFailure(thrown)));
  let outcome: ExitCode = exitCode.ok;
  const { installation, version } = run;
  const program = createProgram({ installation, version, onDone: (code) => (outcome = code) });
  try {
    await program.parseAsync(run.userArguments, { from: 'user' });
    return outcome;
  } catch (thrown) {
    return reportFailure(thrown);
  }
}

/** One line for people; the stack only where OSTEON_DEBUG asks for it. */
export function reportFailure(thrown: unknown): ExitCode {
  // Commander has printed its own message already.
  if (thrown instanceof CommanderError) return thrown.exitCode === 0 ? exitCode.ok : exitCode.usage;
  const { code, message } = toErrorReport(thrown);
  process.stderr.write(`osteon: ${code}: ${message}\n`);
  if (process.env['OSTEON_DEBUG'] === '1' && thrown instanceof Error)
    process.stderr.write(`${thrown.stack}\n`);
  return exitCodeFor(code);
}
