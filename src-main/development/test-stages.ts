import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a stage adds to the last line: a check counts as one, a jest run as its tests. */
export interface StageOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The part of jest's own JSON report that is counted. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  /** Files that broke before any of their tests ran. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Runs a tool of the checkout; it passes when it exits with 0. */
export function runCheck(checkout: string, tool: string, parameters: readonly string[]): StageOutcome {
  const passed = runTool(checkout, tool, parameters);
  return { passed: passed ? 1 : 0, failed: passed ? 0 : 1, skipped: 0 };
}

/** Runs jest projects and counts their tests; a run without a report counts as one failure. */
export function runJest(checkout: string, parameters: readonly string[]): StageOutcome {
  const folder = mkdtempSync(join(tmpdir(), 'osteon-jest-'));
  const report = join(folder, 'report.json');
  try {
    const passed = runTool(checkout, 'jest', [...parameters, '--json', `--outputFile=${report}`]);
    return countTests(JSON.parse(readFileSync(report, 'utf8')) as JestReport, passed);
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param succeeded jest's exit status, which also fails for reasons that are no test's */
export function countTests(report: JestReport, succeeded: boolean): StageOutcome {
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: succeeded ? failed : Math.max(failed, 1),
    skipped: report.numPendingTests,
  };
}

function runTool(checkout: string, tool: string, parameters: readonly string[]): boolean {
  const executable = join(checkout, 'node_modules', '.bin', tool);
  // jest's report goes to the file; what people read comes on stderr.
  const stdio = tool === 'jest' ? (['ignore', 'ignore', 'inherit'] as const) : 'inherit';
  return spawnSync(executable, parameters, { cwd: checkout, stdio: stdio as 'inherit' }).status === 0;
}
