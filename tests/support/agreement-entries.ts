import type { Entry, Statement } from '#common/agreement/entry';

const pseudonymOf = (name: string): string => Buffer.from(name).toString('hex').padEnd(32, '0').slice(0, 32);

/** A verdict of the reader `a` on a film of its own, told by the id. */
export function statement(id: string, change: Partial<Statement> = {}): Statement {
  return {
    id,
    reader: pseudonymOf('a'),
    study: pseudonymOf(`study ${id}`),
    film: pseudonymOf(id),
    model: { sha256: 'ab'.repeat(32), version: '1.2.3' },
    operatingPoint: { name: 'sensitive', threshold: 0.5 },
    probability: 0.75,
    label: null,
    verdict: 'fracture',
    readFirst: false,
    override: false,
    amends: null,
    bodyPart: 'HAND',
    manufacturer: 'Maker',
    ...change,
  };
}

/** The same as an entry; its place in the chain is not looked at. */
export function entry(id: string, change: Partial<Entry> = {}): Entry {
  const link = { format: 1, number: 1, previous: '0'.repeat(64), when: '2026-11-02T08:00:00.000Z' } as const;
  return { ...link, ...statement(id), ...change };
}

/** Films of which reader and model say what a table of four counts has. */
export function entriesOf(counts: {
  readonly bothPositive: number;
  readonly readerOnly: number;
  readonly modelOnly: number;
  readonly bothNegative: number;
}): readonly Entry[] {
  const cell = (name: keyof typeof counts, verdict: 'fracture' | 'noFracture', probability: number) =>
    Array.from({ length: counts[name] }, (_, film) => entry(`${film}${name}`, { verdict, probability }));
  return [
    ...cell('bothPositive', 'fracture', 0.9),
    ...cell('readerOnly', 'fracture', 0.1),
    ...cell('modelOnly', 'noFracture', 0.9),
    ...cell('bothNegative', 'noFracture', 0.1),
  ];
}
