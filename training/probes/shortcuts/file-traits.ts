import type { Estimate } from '#common/model/model-card';
import { describeImage } from '#node/decode/describe-image';
import { readFile } from 'node:fs/promises';
import type { Radiograph } from '../../dataset/fracatlas.ts';
import { estimate, type BootstrapOptions } from '../../metrics/bootstrap.ts';
import { auroc } from '../../metrics/ranking.ts';

/** What a file gives away before any of its pixels is looked at. */
export interface FileTraits {
  readonly radiograph: Radiograph;
  /** Columns by rows. */
  readonly size: string;
  /** Its quantisation tables, which its JPEG quality decided; empty for a file that is not JPEG. */
  readonly jpegQuality: string;
  /** Half octaves of bytes a pixel. */
  readonly compression: string;
}

type Trait = Exclude<keyof FileTraits, 'radiograph'>;

/** How well films can be told apart by traits of their files alone. */
export interface TraitSummary {
  readonly traits: readonly Trait[];
  /** Of the test films, by the share of fractured films with the same traits among the training films. */
  readonly auroc: Estimate;
}

export async function readTraits(radiograph: Radiograph): Promise<FileTraits> {
  const bytes = await readFile(radiograph.path);
  const { rows, columns } = describeImage(bytes).pixels;
  return {
    radiograph,
    size: `${columns}x${rows}`,
    jpegQuality: quantisationTables(bytes),
    compression: String(Math.round(2 * Math.log2(bytes.length / (rows * columns)))),
  };
}

export const traitSets: readonly (readonly Trait[])[] = [
  ['size'],
  ['jpegQuality'],
  ['compression'],
  ['size', 'jpegQuality', 'compression'],
];

/** Learns the shares on the training films and judges them on the test films. */
export function summariseTraits(
  traits: readonly Trait[],
  films: readonly FileTraits[],
  options: BootstrapOptions,
): TraitSummary {
  const keyOf = (film: FileTraits): string => traits.map((trait) => film[trait]).join(' ');
  const train = films.filter(({ radiograph }) => radiograph.split === 'train');
  const prevalence = train.filter(({ radiograph }) => radiograph.fractured).length / train.length;
  const counts = new Map<string, { films: number; fractured: number }>();
  for (const film of train) {
    const count = counts.get(keyOf(film)) ?? { films: 0, fractured: 0 };
    count.films++;
    count.fractured += Number(film.radiograph.fractured);
    counts.set(keyOf(film), count);
  }
  // One film of the average kind is added to each, so that a rare size does not count for certain.
  const scored = films
    .filter(({ radiograph }) => radiograph.split === 'test')
    .map((film) => {
      const { films: seen, fractured } = counts.get(keyOf(film)) ?? { films: 0, fractured: 0 };
      const { fractured: positive, group } = film.radiograph;
      return { positive, group, score: (fractured + prevalence) / (seen + 1) };
    });
  return { traits, auroc: estimate(scored, auroc, options) };
}

/** The payloads of the DQT segments before the first scan (ITU-T T.81 B.2.4.1), in hexadecimal. */
export function quantisationTables(bytes: Uint8Array): string {
  const tables: string[] = [];
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return '';
  for (let start = 2; bytes[start] === 0xff && bytes[start + 1] !== 0xda;) {
    const length = (bytes[start + 2]! << 8) | bytes[start + 3]!;
    if (bytes[start + 1] === 0xdb)
      tables.push(Buffer.from(bytes.subarray(start + 4, start + 2 + length)).toString('hex'));
    start += 2 + length;
  }
  return tables.join();
}
