import { seededRandom } from '#common/sampling/seeded-random';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mutate } from './mutate.ts';
import { Trial, type TrialLimits, type TrialResult } from './trial.ts';

/** A valid file to damage. */
export interface FuzzSeed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface FuzzOptions {
  readonly seeds: readonly FuzzSeed[];
  /** The module that exports `target`. */
  readonly targetFile: string;
  /** The number of the first input; input n is the same whichever run makes it. */
  readonly first?: number;
  readonly limits?: TrialLimits;
  /** Where inputs that bring about a finding are written, with what happened beside them. */
  readonly findingsFolder: string;
  /** Asked before each input. */
  readonly goOn: (tally: FuzzTally) => boolean;
}

export interface FuzzTally {
  readonly inputs: number;
  /** Counts of decodings and of named errors, by their word. */
  readonly outcomes: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
}

export interface Finding {
  readonly input: number;
  readonly seed: string;
  readonly kind: 'crash' | 'hang' | 'memory';
  readonly said: string;
}

const harmless: TrialLimits = { milliseconds: 5000, peakBytes: 2 ** 31 };

/** Tries damaged files, one after another in a process of their own, until told to stop. */
export async function fuzz(options: FuzzOptions): Promise<FuzzTally> {
  const { first = 0, limits = harmless } = options;
  const trial = new Trial(options.targetFile, limits);
  const outcomes: Record<string, number> = {};
  const findings: Finding[] = [];
  let inputs = 0;
  try {
    for (; options.goOn({ inputs, outcomes, findings }); inputs++) {
      const { seed, bytes } = fuzzInput(options.seeds, first + inputs);
      const result = await trial.run(bytes);
      if (result.finding === null) outcomes[result.outcome] = (outcomes[result.outcome] ?? 0) + 1;
      else findings.push(await keep(result, { input: first + inputs, seed }, bytes, options.findingsFolder));
    }
  } finally {
    await trial.close();
  }
  return { inputs, outcomes, findings };
}

/** The input of a number: which seed it is made from, and its damaged bytes. */
export function fuzzInput(
  seeds: readonly FuzzSeed[],
  number: number,
): { readonly seed: string; readonly bytes: Uint8Array } {
  const random = seededRandom(number);
  const pick = (): FuzzSeed => seeds[Math.floor(random() * seeds.length)]!;
  const { name, bytes } = pick();
  return { seed: name, bytes: mutate(bytes, { random, donor: pick().bytes }) };
}

async function keep(
  { finding, outcome }: TrialResult & { readonly finding: Finding['kind'] },
  { input, seed }: Pick<Finding, 'input' | 'seed'>,
  bytes: Uint8Array,
  folder: string,
): Promise<Finding> {
  const kept: Finding = { input, seed, kind: finding, said: outcome };
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, `${input}-${finding}.bin`), bytes);
  await writeFile(join(folder, `${input}-${finding}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  return kept;
}
