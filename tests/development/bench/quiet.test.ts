import {
  findOthers,
  requireQuietMachine,
  type ProcessUsage,
  type Usage,
} from '../../../src-main/development/bench/quiet.ts';
import { spawn } from 'node:child_process';

type Row = readonly [id: number, name: string, parent: number, ticks: number];

function usage(total: number, rows: readonly Row[], stolen = 0): Usage {
  const processes = rows.map(([id, name, parent, ticks]): [number, ProcessUsage] => [
    id,
    { name, parent, ticks },
  ]);
  return { total, stolen, processes: new Map(processes) };
}

/** The shell starts the benchmark, the benchmark a peer; a browser runs beside them. */
const before = usage(1000, [
  [10, 'sh', 1, 0],
  [20, 'bench', 10, 50],
  [30, 'peer', 20, 10],
  [40, 'browser (1)', 1, 500],
]);

describe('findOthers', () => {
  it('names a process with its share of a core, and not what works for the benchmark', () => {
    // 100 ticks a second for two seconds: 30 of 200 are 15 %.
    const after = usage(1310, [
      [10, 'sh', 1, 40],
      [20, 'bench', 10, 90],
      [30, 'peer', 20, 210],
      [40, 'browser (1)', 1, 530],
    ]);
    expect(findOthers(before, after, 2, 20)).toEqual(['browser (1) (process 40) takes 15 %']);
  });

  it('lets pass what takes a tenth of a core or less', () => {
    const after = usage(
      1020,
      [...before.processes].map(([id, p]): Row => [id, p.name, p.parent, p.ticks + (id === 40 ? 20 : 0)]),
    );
    expect(findOthers(before, after, 2, 20)).toEqual([]);
  });

  it('notices processes that ended in between, and what the host keeps', () => {
    const rows = [...before.processes].map(([id, p]): Row => [id, p.name, p.parent, p.ticks]);
    expect(findOthers(before, usage(1100, rows, 50), 2, 20)).toEqual([
      'the host takes 25 %',
      'what came and went takes 50 %',
    ]);
  });
});

describe('requireQuietMachine', () => {
  it('refuses beside a busy process', async () => {
    // Its parent ends at once, so it is nobody's kin here.
    const shell = spawn('sh', ['-c', "sh -c 'while :; do :; done' >/dev/null 2>&1 & echo $!"]);
    const id = await new Promise<number>((resolve) => {
      shell.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())));
    });
    try {
      await expect(requireQuietMachine()).rejects.toThrow(/takes \d+ % of a core/);
    } finally {
      process.kill(id, 'SIGKILL');
    }
  });
});
