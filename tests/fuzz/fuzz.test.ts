import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzz, fuzzInput } from './fuzz.ts';
import { madeSeeds } from './made-seeds.ts';
import { Trial } from './trial.ts';

const targetFile = (name: string): string => join(__dirname, `targets/${name}.ts`);

describe('fuzzInput', () => {
  it('makes the same damage of the same number, and other damage of another', async () => {
    const seeds = await madeSeeds();
    expect(fuzzInput(seeds, 5)).toEqual(fuzzInput(seeds, 5));
    expect(fuzzInput(seeds, 5)).not.toEqual(fuzzInput(seeds, 6));
  });
});

describe('a trial', () => {
  const trial = new Trial(targetFile('faulty-target'), { milliseconds: 5000, peakBytes: 2 ** 28 });
  afterAll(() => trial.close());

  it.each([
    ['a native crash', 1, 'crash'],
    ['a hang', 2, 'hang'],
    ['a rejection that nobody handles', 3, 'crash'],
    ['too much memory', 4, 'memory'],
    ['an error without a code', 5, 'crash'],
  ])(
    'finds %s, and goes on in a fresh process',
    async (_, fault, finding) => {
      expect(await trial.run(Uint8Array.of(fault))).toMatchObject({ finding });
      expect(await trial.run(Uint8Array.of(0))).toEqual({ finding: null, outcome: 'decoded' });
    },
    30_000,
  );
});

describe('fuzzing', () => {
  let findingsFolder: string;
  beforeAll(async () => (findingsFolder = await mkdtemp(join(tmpdir(), 'osteon-fuzz-'))));
  afterAll(() => rm(findingsFolder, { recursive: true }));

  it('writes a reproducer of each finding', async () => {
    const seeds = [{ name: 'faulty', bytes: Uint8Array.from({ length: 8 }, () => 5) }];
    const goOn = ({ findings }: { readonly findings: readonly unknown[] }): boolean => findings.length === 0;
    const { findings } = await fuzz({ seeds, targetFile: targetFile('faulty-target'), findingsFolder, goOn });
    const [{ input } = { input: -1 }] = findings;
    expect(await readdir(findingsFolder)).toEqual([`${input}-crash.bin`, `${input}-crash.json`]);
    const kept = new Uint8Array(await readFile(join(findingsFolder, `${input}-crash.bin`)));
    expect(kept).toEqual(new Uint8Array(fuzzInput(seeds, input).bytes));
  }, 30_000);

  it('finds nothing in 400 damaged files, some of which still decode', async () => {
    const { inputs, outcomes, findings } = await fuzz({
      seeds: await madeSeeds(),
      targetFile: targetFile('decode-target'),
      // The machine that runs this may be slow and busy.
      limits: { milliseconds: 20_000, peakBytes: 2 ** 31 },
      findingsFolder,
      goOn: (tally) => tally.inputs < 400,
    });
    expect({ inputs, findings }).toEqual({ inputs: 400, findings: [] });
    expect(outcomes['decoded']).toBeGreaterThan(20);
    expect(Object.keys(outcomes).length).toBeGreaterThan(4);
  }, 120_000);
});
