import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { AppError } from '#common/errors';
import { replaceFile, setAside } from './json-file.ts';
import type { Vault } from './vault.ts';

const keyBytes = 32;

/** The key of the encrypted index, in a file that only the system's keyring opens. */
export class IndexKey {
  readonly #path: string;
  readonly #vault: Vault;

  constructor(path: string, vault: Vault) {
    this.#path = path;
    this.#vault = vault;
  }

  get hasKeyring(): boolean {
    return this.#vault.isUsable;
  }

  /** Whether there is a key, readable or not: nothing of a person is to be written unencrypted then. */
  get isThere(): boolean {
    return existsSync(this.#path);
  }

  /** In hexadecimal digits; null where there is none, or it cannot be read. */
  read(): string | null {
    if (!this.isThere) return null;
    try {
      return this.#vault.isUsable ? this.#vault.decrypt(readFileSync(this.#path)) : null;
    } catch {
      // Another user's keyring, or a new one: as good as lost.
      return null;
    }
  }

  /**
   * Makes a key and keeps it; one that cannot be read is set aside as `*.damaged`.
   *
   * @throws AppError keyring-unavailable, or settings-unwritable
   */
  make(): string {
    if (!this.#vault.isUsable) throw new AppError('keyring-unavailable', 'The system has no keyring.');
    const key = randomBytes(keyBytes).toString('hex');
    if (this.isThere) setAside(this.#path);
    try {
      replaceFile(this.#path, this.#vault.encrypt(key));
    } catch (cause) {
      throw new AppError('settings-unwritable', 'The key of the index cannot be kept.', { cause });
    }
    return key;
  }

  /** For what no longer is encrypted; one that cannot be read now is set aside, with what it may still open. */
  forget(): void {
    if (this.read() === null) setAside(this.#path);
    else rmSync(this.#path, { force: true });
  }

  /** Text as it may be written beside the index; null where it may not be written at all. */
  seal(text: string): string | null {
    if (!this.isThere) return text;
    return this.#vault.isUsable ? sealedMark + this.#vault.encrypt(text).toString('base64') : null;
  }

  /** What `seal` was given. @throws what the system throws */
  unseal(text: string): string {
    if (!text.startsWith(sealedMark)) return text;
    return this.#vault.decrypt(Buffer.from(text.slice(sealedMark.length), 'base64'));
  }
}

const sealedMark = 'sealed:';
