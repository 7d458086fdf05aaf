import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

const folder = resolve(__dirname, '../../../shared/data');

/** The folder of films and weights beside the repository, or null where it is absent. */
export const sharedData: string | null = existsSync(folder) ? folder : null;

/** Describes tests over the shared data; without it they are skipped, and the name says why. */
export function describeWithSharedData(name: string, tests: (data: string) => void): void {
  if (sharedData === null) describe.skip(`${name} (../shared/data is absent)`, () => tests(folder));
  else describe(name, () => tests(sharedData));
}
