import { Peer, takeTurns } from '../../../src-main/development/bench/peer.ts';

/** A peer that counts its rounds from where it was told to start. */
const counter = `
let next = Number(process.argv[1]);
console.log(JSON.stringify({ versions: { counter: '1.0' } }));
require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
  const results = Array.from({ length: Number(line) }, () => next++);
  console.log(JSON.stringify({ milliseconds: results.map((n) => 10 * n), results, peakMemoryMiB: next }));
});`;

const start = (first: number): Promise<Peer> => Peer.start(process.execPath, ['-e', counter, String(first)]);

describe('takeTurns', () => {
  it('keeps the results of the warm-up but not its durations', async () => {
    const peers = [await start(0), await start(100)];
    const records = await takeTurns(peers, { turns: 2, warmUps: 1, rounds: 2 });
    peers.forEach((peer) => peer.stop());
    expect(records).toEqual([
      { milliseconds: [20, 30, 40, 50], results: [0, 1, 2, 3, 4, 5], peakMemoryMiB: 6 },
      {
        milliseconds: [1020, 1030, 1040, 1050],
        results: [100, 101, 102, 103, 104, 105],
        peakMemoryMiB: 106,
      },
    ]);
  });
});

describe('Peer', () => {
  it('tells what it was measured with', async () => {
    const peer = await start(0);
    expect(peer.versions).toEqual({ counter: '1.0' });
    peer.stop();
  });

  it('says why a program did not start', async () => {
    const failing = Peer.start(process.execPath, ['-e', 'throw new Error("no such network")']);
    await expect(failing).rejects.toThrow(/did not start: .*no such network/);
  });

  it('fails a turn whose program ends', async () => {
    const peer = await Peer.start(process.execPath, [
      '-e',
      "console.log('{}'); process.stdin.once('data', () => process.exit(1));",
    ]);
    await expect(peer.take(1)).rejects.toMatchObject({ code: 'internal' });
  });
});
