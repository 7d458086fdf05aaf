import type { FilmSource } from '#common/contract/film-source';
import { AppError } from '#common/errors';
import type { DecodePool } from '../decode/decode-pool.ts';
import type { Passwords } from '../media/passwords.ts';
import type { FoundFile } from '../survey/find-files.ts';

/**
 * Keeps a password that opens an archive, or a member that has one of its own.
 *
 * @throws AppError `archive-password-wrong`, and as `DecodePool.examine` does; nothing is kept then.
 */
export async function unlockArchive(
  { pool, passwords }: { readonly pool: Pick<DecodePool, 'examine'>; readonly passwords: Passwords },
  archive: FilmSource,
  password: string,
): Promise<void> {
  passwords.add(archive.path, password);
  try {
    const examined = await pool.examine(archive);
    if (examined.kind === 'archive' && examined.lock === 'wrongPassword')
      throw new AppError('archive-password-wrong', 'The password does not open the archive.');
  } catch (thrown) {
    passwords.remove(archive.path, password);
    throw thrown;
  }
}

/** The archive as a file to survey of which the encrypted members alone are new. */
export async function* onlyUnlocked(archive: FilmSource): AsyncGenerator<FoundFile> {
  yield { ...archive, named: true, encryptedOnly: true };
}
