import { basename } from 'node:path';
import type { FilmComparison, ModelTrial } from '#common/contract/model-trial';
import type { DecodePool } from '../decode/decode-pool.ts';
import { createClassifier } from '../inference/classifier.ts';
import { scan } from '../scan/scan.ts';
import { findFiles } from '../survey/find-files.ts';

/**
 * Runs a model that is about to be used beside the one that is, over the same films. Opening it makes it reproduce
 * the reference output of its card first.
 *
 * @throws AppError of a model that cannot be loaded or does not compute what its card says
 */
export async function tryModel(
  pool: DecodePool,
  { candidate, current, films }: { candidate: string; current: string; films: string },
): Promise<ModelTrial> {
  const after = await judgeWith(pool, candidate, films);
  const before = await judgeWith(pool, current, films).catch(() => null);
  const comparison: FilmComparison[] = [...after.results].map(([film, next]) => ({
    film,
    before: before?.results.get(film) ?? null,
    after: next,
  }));
  return { name: after.name, version: after.version, comparison };
}

async function judgeWith(pool: DecodePool, modelDirectory: string, films: string) {
  // On the CPU alone: what a package holds must not depend on the drivers of this computer.
  const classifier = await createClassifier({ modelDirectory, provider: 'cpu' });
  const results = new Map<string, number | null>();
  try {
    for await (const { path, outcome } of scan(findFiles([films]), { pool, classifier }, { jobs: 1 })) {
      const judged = outcome.kind === 'result' && 'prediction' in outcome.result ? outcome.result : null;
      results.set(basename(path), judged?.prediction.probability ?? null);
    }
  } finally {
    await classifier.release();
  }
  const { name, version } = classifier.card;
  return { name, version, results };
}
