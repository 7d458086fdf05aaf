import type { ExitCode } from './exit-code.ts';
import type { Installation } from './installation.ts';

/** What the commands are run with, and whom they tell how it went. */
export interface ProgramContext {
  readonly installation: Installation;
  readonly version: string;
  onDone(code: ExitCode): void;
}

/** What `--help` of a command ends with. */
export function examples(...lines: readonly string[]): string {
  return `\nExamples:\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
