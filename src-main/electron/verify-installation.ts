import { join } from 'node:path';
import { createReadStream } from 'original-fs';
import { verifyContents } from '#node/package/sealed-contents';

/** The program itself, inside a package. */
const program = 'app.asar';

/**
 * Checks what an installed package is made of against the sums of its build, from any of its processes; a
 * checkout has none. The runtime's own check of the program exists on macOS and Windows alone.
 *
 * @throws AppError installation-altered
 */
export async function verifyInstallation(): Promise<void> {
  if (isPackaged()) await verifyContents(process.resourcesPath, createReadStream, () => true);
}

/** As `verifyInstallation` for the program alone, which takes some hundredths of a second. */
export async function verifyProgram(): Promise<void> {
  if (isPackaged()) await verifyContents(process.resourcesPath, createReadStream, (file) => file === program);
}

function isPackaged(): boolean {
  return __dirname.startsWith(join(process.resourcesPath, program));
}
