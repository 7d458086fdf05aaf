import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandPeer, decodersOf } from '../../../src-main/development/bench/decode-commands.ts';

const folder = mkdtempSync(join(tmpdir(), 'osteon-decoders-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('CommandPeer', () => {
  const own = __filename;
  const copy = [process.execPath, '-e', 'fs.copyFileSync(process.argv[1], process.argv[2])'] as const;

  it('counts what decoding takes beyond copying, once a round', async () => {
    const peer = new CommandPeer('copy', copy, own, join(folder, 'own'));
    expect(peer.run().status).toBe(0);
    const { milliseconds } = await peer.take(3);
    expect(milliseconds).toHaveLength(3);
    expect([existsSync(join(folder, 'own-decoded.dcm')), existsSync(join(folder, 'own-copy.dcm'))]).toEqual([
      true,
      true,
    ]);
  });

  it('tells a program that is absent from one that fails', () => {
    const absent = new CommandPeer('none', ['osteon-no-such-program'], own, join(folder, 'none')).run();
    expect(absent.error).toBeDefined();
    const failing = new CommandPeer('copy', copy, join(folder, 'missing'), join(folder, 'x')).run();
    expect([failing.error, failing.status === 0]).toEqual([undefined, false]);
  });
});

describe('decodersOf', () => {
  it('names every program that a transfer syntax is for, present or absent', () => {
    const named = (uid: string) => {
      const [present, absent] = decodersOf({ file: __filename, uid }, folder);
      return present.length + absent.length;
    };
    const root = '1.2.840.10008.1.2';
    expect([`${root}.5`, `${root}.4.80`, `${root}.4.90`, `${root}.1`].map(named)).toEqual([2, 2, 1, 0]);
  });
});
