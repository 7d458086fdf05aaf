import { createHmac, randomBytes } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import type { Pseudonyms } from '#common/deidentify/deidentification';
import { AppError } from '#common/errors';
import { uidOf, uuidOfHash } from '#common/objects/uid';
import { errnoOf } from '../survey/system-error.ts';

const farthestDays = 3650;

/** Pseudonyms that follow from a secret of this computer: who lacks it can neither make nor undo them. */
export function pseudonymsOf(secret: string): Pseudonyms {
  const keyed = (purpose: string, text: string) =>
    createHmac('sha256', secret).update(`${purpose}\0${text}`).digest('hex');
  return {
    uid: (original) => uidOf(uuidOfHash(keyed('uid', original))),
    patient: (identity) => `ANON-${keyed('patient', identity).slice(0, 10).toUpperCase()}`,
    days: (identity) => 1 + (parseInt(keyed('days', identity).slice(0, 8), 16) % farthestDays),
  };
}

/** A secret that is used once: its pseudonyms agree with those of no other export. */
export function passingSecret(): string {
  return randomBytes(32).toString('hex');
}

/**
 * The secret that a file keeps, which is made where it is missing, for its owner alone.
 *
 * @throws AppError `invalid-request` for a file of something else, `output-unwritable`.
 */
export async function keptSecret(file: string): Promise<string> {
  try {
    const made = passingSecret();
    const handle = await open(file, 'wx', 0o600);
    try {
      await handle.writeFile(`${made}\n`);
    } finally {
      await handle.close();
    }
    return made;
  } catch (cause) {
    if (errnoOf(cause) !== 'EEXIST')
      throw new AppError('output-unwritable', `The secret cannot be kept there (${errnoOf(cause)}).`, {
        cause,
      });
  }
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (/^[0-9a-f]{64}$/.test(kept)) return kept;
  throw new AppError('invalid-request', 'The file of the secret holds something else.');
}
