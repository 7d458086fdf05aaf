import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedLog, writeLog } from '../../../src-main/node/index/sealed-log.ts';

const key = new Uint8Array(32).fill(7);
const texts = ['first', 'second', 'third'];
// Magic and file name, 8 + 16 bytes; a record is length 4, nonce 12, tag 16 and the sealed text, as long as its own.
const headerLength = 24;
const startOfSecond = headerLength + 32 + 'first'.length;
const startOfThird = startOfSecond + 32 + 'second'.length;

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'osteon-sealed-'));
  path = join(folder, 'log');
  writeLog(path, key, texts);
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(): readonly string[] {
  const log = new SealedLog(path, key);
  try {
    return log.read(null).texts;
  } finally {
    log.close();
  }
}

function alter(change: (bytes: Buffer) => Buffer): number {
  const bytes = change(readFileSync(path));
  writeFileSync(path, bytes);
  return bytes.length;
}

describe('SealedLog', () => {
  it('gives back what was written', () => {
    expect(read()).toEqual(texts);
  });

  it.each([1, 20, 33])('leaves out a last record of which a crash left %i bytes, and goes on', (left) => {
    alter((bytes) => bytes.subarray(0, startOfThird + left));
    expect(read()).toEqual(['first', 'second']);
    expect(readFileSync(path)).toHaveLength(startOfThird);
  });

  it.each([
    ['in the middle, far too long', startOfSecond, 1000],
    ['in the middle, reaching exactly to the end', startOfSecond, 6 + 32 + 5],
    ['in the middle, too short', startOfSecond, 1],
    ['of the last record', startOfThird, 1000],
  ])('takes a wrong length %s for damage, and cuts nothing off', (_case, at, length) => {
    const before = alter((bytes) => {
      bytes.writeUInt32LE(length, at);
      return bytes;
    });
    expect(read).toThrow(expect.objectContaining({ code: 'index-damaged' }));
    expect(readFileSync(path)).toHaveLength(before);
  });
});
