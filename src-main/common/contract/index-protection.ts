import * as v from 'valibot';
import type { IndexState } from '../browse/study-summary.ts';

/** Of AES-256, in hexadecimal digits. */
export const indexKeySchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** Whether what Osteon keeps of people is encrypted where it lies, and whether it could be. */
export interface IndexProtection {
  readonly index: IndexState;
  /** Whether the system has a keyring that keeps the key from others; without one nothing can be encrypted. */
  readonly hasKeyring: boolean;
}
