import { missingValidators } from '../../src-main/development/objects/validators.ts';

/** Describes tests that ask other programs; without these they are skipped, and the name says which are missing. */
export function describeWithValidators(name: string, tests: () => void): void {
  const missing = missingValidators();
  if (missing.length === 0) describe(name, tests);
  else describe.skip(`${name} (${missing.join(', ')} not installed)`, tests);
}
