import { seededRandom } from '#common/sampling/seeded-random';
import type { Radiograph } from '../../dataset/fracatlas.ts';
import type { HardwareScored } from './hardware.ts';
import { fitRidge, scoreRow, type Features } from './ridge.ts';

/** A film with the network's last features, averaged over their map. */
export interface PooledFilm {
  readonly radiograph: Radiograph;
  readonly features: Float32Array;
}

const [folds, l2] = [5, 0.3];

/**
 * Scores every film by a linear head fitted on the films of other blocks. Only the head is out of fold: the
 * features were trained with the labels of the train split, so that the level of the AUROC flatters; what
 * may be compared is films with hardware against films without.
 */
export function scoreOutOfFold(films: readonly PooledFilm[], seed: number): readonly HardwareScored[] {
  const foldOf = dealGroups(films, seed);
  return Array.from({ length: folds }, (_, fold) => {
    const outside = films.filter(({ radiograph }) => foldOf.get(radiograph.group) !== fold);
    const inside = films.filter(({ radiograph }) => foldOf.get(radiograph.group) === fold);
    const head = fitRidge(
      matrixOf(outside),
      outside.map(({ radiograph }) => radiograph.fractured),
      l2,
    );
    const rows = matrixOf(inside);
    return inside.map(({ radiograph }, row) => ({
      positive: radiograph.fractured,
      group: radiograph.group,
      hardware: radiograph.hardware === true,
      score: scoreRow(rows, row, head),
    }));
  }).flat();
}

function dealGroups(films: readonly PooledFilm[], seed: number): ReadonlyMap<string, number> {
  const random = seededRandom(seed);
  const groups = [...new Set(films.map(({ radiograph }) => radiograph.group))];
  const shuffled = groups.map((group) => ({ group, key: random() })).toSorted((a, b) => a.key - b.key);
  return new Map(shuffled.map(({ group }, index) => [group, index % folds]));
}

function matrixOf(films: readonly PooledFilm[]): Features {
  const columns = films[0]?.features.length ?? 0;
  const values = new Float32Array(films.length * columns);
  films.forEach(({ features }, row) => values.set(features, row * columns));
  return { rows: films.length, columns, values };
}
