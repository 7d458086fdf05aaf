import type { ModelCard } from '#common/model/model-card';
import type { RecordedFilm } from '../card/record-films.ts';
import { auroc } from '../metrics/ranking.ts';
import {
  distanceMethod,
  fitFeatureDistance,
  measureDistance,
  type FeatureDistance,
} from './feature-distance.ts';
import type { ForeignImage } from './foreign-images.ts';

type Features = Pick<RecordedFilm<unknown>, 'features'>;

/** What the gate is made of and judged by. */
export interface GateFilms {
  /** The distance is from these. */
  readonly train: readonly Features[];
  /** The threshold is chosen on these. */
  readonly validation: readonly Features[];
  readonly test: readonly Features[];
  readonly foreign: readonly RecordedFilm<ForeignImage>[];
  /** What `train` is, for the card. */
  readonly fittedOn: string;
}

export interface Gate {
  readonly distance: FeatureDistance;
  readonly card: ModelCard['scopeDistance'];
}

/** Of the validation films, which are all in scope, at most this share may be refused. */
const mostRefused = 0.01;

/** Two images whose features are this close, in the unit of the distance, are one picture in two encodings. */
const samePicture = 0.05;

/** Fits the distance and its threshold; test and foreign images only judge them. */
export function fitGate({ train, validation, test, foreign, fittedOn }: GateFilms): Gate {
  const distance = fitFeatureDistance(train.map(({ features }) => features));
  const distancesOf = (films: readonly Features[]): readonly number[] =>
    films.map(({ features }) => measureDistance(distance, features));
  const validated = distancesOf(validation);
  const tested = distancesOf(test);
  const threshold = chooseThreshold(validated);
  const count = (distances: readonly number[]) => ({
    images: distances.length,
    flagged: distances.filter((each) => each > threshold).length,
  });
  const pictures = distinctPictures(foreign, distance);
  const kinds = [...new Set(pictures.map(({ film }) => film.kind))].sort();
  return {
    distance,
    card: {
      method: distanceMethod,
      fittedOn,
      threshold,
      chosenBy: `at most ${100 * mostRefused} % of the validation films beyond it`,
      validation: count(validated),
      test: count(tested),
      foreign: kinds.map((kind) => {
        const distances = distancesOf(pictures.filter(({ film }) => film.kind === kind));
        return { kind, ...count(distances), auroc: separation(distances, tested) };
      }),
    },
  };
}

/** Half way between the last distance that is let pass and the first that is not. */
export function chooseThreshold(distances: readonly number[]): number {
  const sorted = distances.toSorted((a, b) => b - a);
  const refused = Math.floor(mostRefused * distances.length);
  const [beyond, within] = [sorted[refused - 1], sorted[refused]!];
  return beyond === undefined ? within : (beyond + within) / 2;
}

function separation(foreign: readonly number[], inScope: readonly number[]): number {
  const scored = (positive: boolean) => (score: number) => ({ score, positive });
  return auroc([...foreign.map(scored(true)), ...inScope.map(scored(false))]);
}

/** The first of each picture: the collections hold most of theirs in several encodings. */
function distinctPictures(
  images: readonly RecordedFilm<ForeignImage>[],
  { residualWeight }: FeatureDistance,
): readonly RecordedFilm<ForeignImage>[] {
  const distinct: RecordedFilm<ForeignImage>[] = [];
  const far = (left: Float32Array, right: Float32Array): boolean => {
    const squared = left.reduce((sum, value, i) => sum + (value - right[i]!) ** 2, 0);
    return Math.sqrt(squared * residualWeight) > samePicture;
  };
  for (const image of images)
    if (distinct.every(({ features }) => far(features, image.features))) distinct.push(image);
  return distinct;
}
