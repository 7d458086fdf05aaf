import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { AppError } from '#common/errors';
import type { ModelTrust } from '#common/contract/model-trial';

/** Whose word a package is taken on: that of a key the administrator named, or nobody's. */
export type Signer = { readonly key: string } | null;

/**
 * Whether a manifest is to be trusted, by its Ed25519 signature (RFC 8032) and what the administrator allows.
 *
 * @param signature null where the package brings none
 * @throws AppError `locked-by-policy` where nothing may be installed, `model-package-untrusted`
 */
export function requireTrust(manifest: Uint8Array, signature: Uint8Array | null, trust: ModelTrust): Signer {
  if (trust.install === 'none')
    throw new AppError('locked-by-policy', 'The administrator allows no other model than the built-in one.');
  if (signature === null) {
    if (trust.install === 'any') return null;
    throw new AppError('model-package-untrusted', 'The package is not signed.');
  }
  const key = trust.keys.find((known) => isSignedBy(manifest, signature, known));
  if (key === undefined)
    throw new AppError('model-package-untrusted', 'The package is signed by no key that is known here.');
  return { key };
}

/** @param privateKey in PEM, of Ed25519. @throws AppError `file-unreadable` */
export function signManifest(manifest: Uint8Array, privateKey: string): Uint8Array {
  const key = ed25519(() => createPrivateKey(privateKey));
  if (key === null) throw new AppError('file-unreadable', 'The key is no private key of Ed25519 in PEM.');
  return sign(null, manifest, key);
}

function isSignedBy(manifest: Uint8Array, signature: Uint8Array, known: string): boolean {
  const key = ed25519(() =>
    createPublicKey({ key: Buffer.from(known, 'base64'), format: 'der', type: 'spki' }),
  );
  return key !== null && verify(null, manifest, key, signature);
}

function ed25519(read: () => KeyObject): KeyObject | null {
  try {
    const key = read();
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
}
