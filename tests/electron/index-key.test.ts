import { createCipheriv, createDecipheriv } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#common/errors';
import { createEngine } from '#node/engine/engine';
import { IndexKey } from '../../src-main/electron/index-key.ts';
import { protectionHandlers } from '../../src-main/electron/index-protection.ts';
import { RecentStudies } from '../../src-main/electron/recent-studies.ts';
import type { Vault } from '../../src-main/electron/vault.ts';
import { writeTinyModel } from '../support/tiny-model.ts';

/** A keyring of one secret; no test machine is sure to have one of its own. */
function keyring(secret: number): Vault & { isUsable: boolean } {
  const key = Buffer.alloc(32, secret);
  return {
    isUsable: true,
    encrypt(text) {
      const cipher = createCipheriv('aes-256-gcm', key, Buffer.alloc(12), { authTagLength: 16 });
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([cipher.getAuthTag(), sealed]);
    },
    decrypt(bytes) {
      const cipher = createDecipheriv('aes-256-gcm', key, Buffer.alloc(12), { authTagLength: 16 });
      cipher.setAuthTag(bytes.subarray(0, 16));
      return Buffer.concat([cipher.update(bytes.subarray(16)), cipher.final()]).toString();
    },
  };
}

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'osteon-key-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const keyOf = (vault: Vault) => new IndexKey(join(folder, 'key'), vault);

describe('IndexKey', () => {
  it('keeps a key that only the same keyring gives back', () => {
    const key = keyOf(keyring(1)).make();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(readFileSync(join(folder, 'key')).includes(key)).toBe(false);
    expect(keyOf(keyring(1)).read()).toBe(key);
    expect(keyOf(keyring(2)).read()).toBeNull();
    expect(keyOf(keyring(2)).isThere).toBe(true);
  });

  it('makes none where the system has no keyring', () => {
    const vault = { ...keyring(1), isUsable: false };
    expect(() => keyOf(vault).make()).toThrow(expect.objectContaining({ code: 'keyring-unavailable' }));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('sets aside a key that cannot be read rather than to forget it', () => {
    keyOf(keyring(1)).make();
    keyOf(keyring(2)).forget();
    expect(readdirSync(folder)).toEqual(['key.damaged']);
    expect(keyOf(keyring(1)).isThere).toBe(false);
  });

  it('sets aside a key that cannot be read before it makes another', () => {
    keyOf(keyring(1)).make();
    const before = readFileSync(join(folder, 'key'));
    keyOf(keyring(2)).make();
    expect(readFileSync(join(folder, 'key.damaged')).equals(before)).toBe(true);
  });
});

describe('protecting what is kept', () => {
  it('keeps the key where the engine dies, which may have encrypted the index by then', async () => {
    const indexKey = keyOf(keyring(1));
    const { protectIndex } = protectionHandlers({
      engine: { ask: () => Promise.reject(new AppError('engine-stopped', 'The engine stopped.')) },
      indexKey,
      recentStudies: { rewrite: () => undefined },
      agreement: { rewrite: () => undefined },
    });
    await expect(protectIndex(true)).rejects.toMatchObject({ code: 'engine-stopped' });
    expect(indexKey.read()).toMatch(/^[0-9a-f]{64}$/);
  });

  it('encrypts the index and the recent studies, and both come back when it ends', async () => {
    const modelDirectory = join(folder, 'model');
    await writeTinyModel(modelDirectory, { gain: 1, rows: 64, columns: 64 });
    const indexFile = join(folder, 'studies.db');
    const engine = createEngine();
    const decodeWorker = join(__dirname, '../../out/main/decode-worker.cjs');
    await engine.handlers.start({ modelDirectory, decodeWorker, indexFile, provider: 'cpu' });
    const indexKey = keyOf(keyring(1));
    const recentFile = join(folder, 'recent.json');
    const recentStudies = new RecentStudies(recentFile, indexKey);
    recentStudies.remember(['/films/zimtstern'], 'ZIMTSTERN Anis');
    const { indexProtection, protectIndex } = protectionHandlers({
      engine: {
        ask: (name, request) => (engine.handlers[name] as (asked: unknown) => Promise<never>)(request),
      },
      indexKey,
      recentStudies,
      agreement: { rewrite: () => undefined },
    });

    expect(await indexProtection(undefined)).toMatchObject({ index: { sealed: false }, hasKeyring: true });
    expect(await protectIndex(true)).toMatchObject({ index: { saved: true, sealed: true } });
    expect(readdirSync(folder).filter((name) => name.startsWith('studies'))).toContain('studies.db.sealed');
    expect(readFileSync(recentFile, 'utf8')).not.toMatch(/zimtstern/i);
    expect(recentStudies.list()).toMatchObject([{ title: 'ZIMTSTERN Anis' }]);
    recentStudies.remember(['/films/other'], 'STERN Zimt');
    expect(readFileSync(recentFile, 'utf8')).not.toMatch(/stern/i);

    expect(await protectIndex(false)).toMatchObject({ index: { saved: true, sealed: false } });
    expect(indexKey.isThere).toBe(false);
    expect(readFileSync(recentFile, 'utf8')).toContain('ZIMTSTERN');
    await engine.close();
  });
});
