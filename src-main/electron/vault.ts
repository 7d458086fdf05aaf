import { safeStorage } from 'electron';

/** Encrypts with a secret that the system keeps for this user of the computer. */
export interface Vault {
  /** False where there is no such secret; a built-in one, which anybody can look up, counts as none. */
  readonly isUsable: boolean;
  /** @throws what the system throws */
  encrypt(text: string): Buffer;
  /** @throws what the system throws, for another user's text among other reasons */
  decrypt(bytes: Buffer): string;
}

/** The system's keyring, once the app is ready. */
export const systemVault: Vault = {
  get isUsable() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    return process.platform !== 'linux' || !isFeigned(safeStorage.getSelectedStorageBackend());
  },
  encrypt: (text) => safeStorage.encryptString(text),
  decrypt: (bytes) => safeStorage.decryptString(bytes),
};

const isFeigned = (backend: string): boolean => backend === 'basic_text' || backend === 'unknown';
