import { calibratedProbability, type Calibration } from '#common/model/calibration';
import type { ModelCard } from '#common/model/model-card';
import type { MultiRegion, MultiRegionFilm } from '../dataset/multi-region.ts';
import type { BootstrapOptions } from '../metrics/bootstrap.ts';
import { measureRanking } from '../metrics/figures.ts';
import { poolGroups } from '../metrics/pool-groups.ts';
import { dataStatements } from './statements.ts';
import type { RecordedFilm } from './record-films.ts';

/** The test films whose source radiograph is in no split of FracAtlas that trained the model. */
export function filmsElsewhere({ films }: Pick<MultiRegion, 'films'>): readonly MultiRegionFilm[] {
  const trained = new Set(
    films.flatMap(({ group, inFracAtlas }) => (inFracAtlas === 'train' ? [group] : [])),
  );
  return films.filter(({ split, group }) => split === 'test' && !trained.has(group));
}

/** Judges the network on them, with the calibration that was fitted elsewhere. */
export function judgeElsewhere(
  films: readonly RecordedFilm<MultiRegionFilm>[],
  calibration: Calibration,
  options: BootstrapOptions,
): NonNullable<ModelCard['elsewhere']> {
  const judged = films.map(({ film, logit }) => ({
    score: calibratedProbability(logit, calibration),
    positive: film.fractured,
    group: film.group,
  }));
  const groups = poolGroups(judged, 'mean');
  const { name, knownLeakage } = dataStatements['multi-region'].data;
  return {
    name,
    images: judged.length,
    fractured: judged.filter(({ positive }) => positive).length,
    groups: groups.length,
    interval: `95 % percentile bootstrap, ${options.resamples} resamples of whole source radiographs, seed ${options.seed}`,
    auroc: measureRanking(judged, options).auroc,
    groupwiseAuroc: measureRanking(groups, options).auroc,
    knownLeakage,
  };
}
