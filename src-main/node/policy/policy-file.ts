import { readFileSync, statSync } from 'node:fs';
import { AppError, toPageReport, type ErrorReport } from '#common/errors';
import { largestPolicyFile, noPolicy, readPolicy, type Policy } from '#common/preferences/policy';
import { join } from 'node:path';

/** The policy of this computer, and why one that lies there is not in force; null where all is well. */
export interface FoundPolicy {
  readonly policy: Policy;
  readonly problem: ErrorReport | null;
}

/** Reads the administrator's file; one that cannot be used locks nothing, and says so. */
export function findPolicy(path: string): FoundPolicy {
  try {
    return { policy: readPolicy(readBounded(path)), problem: null };
  } catch (thrown) {
    return { policy: noPolicy, problem: isAbsent(thrown) ? null : reportOf(thrown) };
  }
}

/** Where administrators alone may write. */
export function policyPlace(environment: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32')
    return join(environment['ProgramData'] ?? 'C:\\ProgramData', 'Osteon', 'policy.json');
  return process.platform === 'darwin'
    ? '/Library/Application Support/Osteon/policy.json'
    : '/etc/osteon/policy.json';
}

function isAbsent(thrown: unknown): boolean {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown && thrown.code === 'ENOENT';
}

function readBounded(path: string): string {
  const status = statSync(path);
  if (!status.isFile() || status.size > largestPolicyFile)
    throw new AppError('policy-invalid', 'The policy file is larger than any of Osteon, or no file.');
  return readFileSync(path, 'utf8');
}

function reportOf(thrown: unknown): ErrorReport {
  if (thrown instanceof AppError) return toPageReport(thrown);
  return { code: 'policy-invalid', message: 'The policy file cannot be read.' };
}
