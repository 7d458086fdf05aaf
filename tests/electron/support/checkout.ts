import { join, resolve } from 'node:path';

/** The repository's root. */
export const checkout = resolve(__dirname, '../../..');

/** The command line as it was built; the build is up to date wherever these tests are run by `npm test`. */
export const commandLine = join(checkout, 'out', 'main', 'cli.cjs');

/** Screenshots for people to look at; ignored by git. */
export const artifacts = join(checkout, 'tests', 'artifacts');
