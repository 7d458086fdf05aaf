import type { InputSpec } from '#common/imaging/input-spec';
import type { FracAtlas, Radiograph } from './dataset/fracatlas.ts';
import type { Split } from './dataset/split.ts';
import { selectLevels, splitByLevel } from './features/design.ts';
import type { PooledFeatures } from './features/extract-features.ts';
import type { FeatureStore } from './features/feature-store.ts';
import { auroc } from './metrics/ranking.ts';
import type { Level, LinearHead } from './models/fracture-classifier.ts';
import { fitLogisticRegression } from './regression/logistic-regression.ts';
import { multiplyRow, type Matrix } from './regression/matrix.ts';
import { measureColumns, standardise, unstandardise, type Linear } from './regression/standardise.ts';

/** What is shown to the backbone; chosen step by step, as every combination would take a day. */
export interface ViewChoice {
  readonly size: number;
  readonly lowerPercentile: number;
  readonly upperPercentile: number;
  /** Whether each film of the training split is also shown mirrored. */
  readonly mirrored: boolean;
}

/** What a head is fitted with; every combination is tried on every view. */
export interface HeadChoices {
  readonly levels: readonly (readonly Level[])[];
  readonly l2: readonly number[];
  /** `balanced` lets both classes weigh the same. */
  readonly classWeights: readonly ('none' | 'balanced')[];
}

export interface SearchSpace {
  readonly sizes: readonly number[];
  /** Lower and upper percentile of the robust window, as fractions. */
  readonly windows: readonly (readonly [number, number])[];
  readonly mirrored: readonly boolean[];
  readonly heads: HeadChoices;
}

export interface Trial {
  readonly configuration: string;
  readonly validationAuroc: number;
}

export interface FittedHead extends Trial {
  readonly view: ViewChoice;
  readonly levels: readonly Level[];
  readonly head: LinearHead;
}

export interface SearchOutcome {
  readonly best: FittedHead;
  /** Every head that was fitted, in order. */
  readonly trials: readonly Trial[];
}

/**
 * Chooses the input size, then the window, then whether to mirror, each by the best validation AUROC of the
 * heads fitted on it. The test split is not looked at.
 */
export async function search(
  { radiographs }: FracAtlas,
  store: FeatureStore,
  space: SearchSpace,
  onTrial: (trial: Trial) => void,
): Promise<SearchOutcome> {
  const trials: Trial[] = [];
  const seen = new Set<string>();
  let best: FittedHead | undefined;
  const tryView = async (view: ViewChoice): Promise<void> => {
    if (seen.has(JSON.stringify(view))) return;
    seen.add(JSON.stringify(view));
    for (const fitted of fitHeads(await loadSplits(radiographs, store, view), view, space.heads)) {
      trials.push({ configuration: fitted.configuration, validationAuroc: fitted.validationAuroc });
      onTrial(fitted);
      if (best === undefined || fitted.validationAuroc > best.validationAuroc) best = fitted;
    }
  };
  const [lowerPercentile, upperPercentile] = space.windows[0]!;
  for (const size of space.sizes) await tryView({ size, lowerPercentile, upperPercentile, mirrored: false });
  for (const [lower, upper] of space.windows)
    await tryView({ ...best!.view, lowerPercentile: lower, upperPercentile: upper });
  for (const mirrored of space.mirrored) await tryView({ ...best!.view, mirrored });
  return { best: best!, trials };
}

/** The input spec of a view. The backbone was trained on intensities in [-1, 1]; bars are as dark as air. */
export function inputSpecOf({ size, lowerPercentile, upperPercentile }: ViewChoice): InputSpec {
  return {
    preprocessing: 1,
    rows: size,
    columns: size,
    resample: 'area',
    fit: 'letterbox',
    lowerPercentile,
    upperPercentile,
    padValue: 0,
    mean: 0.5,
    std: 0.5,
  };
}

interface LabelledFeatures {
  readonly films: readonly PooledFeatures[];
  readonly fractured: readonly boolean[];
}

type Splits = Readonly<Record<Exclude<Split, 'test'>, LabelledFeatures>>;

async function loadSplits(
  radiographs: readonly Radiograph[],
  store: FeatureStore,
  view: ViewChoice,
): Promise<Splits> {
  const input = inputSpecOf(view);
  const load = async (split: Split, flipped: boolean): Promise<LabelledFeatures> => {
    const chosen = radiographs.filter((radiograph) => radiograph.split === split);
    const films = await store.pool(chosen, { input, flipped });
    return { films, fractured: chosen.map(({ fractured }) => fractured) };
  };
  const train = await load('train', false);
  const validation = await load('validation', false);
  if (!view.mirrored) return { train, validation };
  const mirrored = await load('train', true);
  return {
    train: {
      films: [...train.films, ...mirrored.films],
      fractured: [...train.fractured, ...mirrored.fractured],
    },
    validation,
  };
}

/** Fits every head on one view, from strong to weak penalty, each starting from the one before. */
export function* fitHeads(splits: Splits, view: ViewChoice, heads: HeadChoices): Generator<FittedHead> {
  const { train, validation } = splits;
  for (const levels of heads.levels) {
    const raw = selectLevels(train.films, levels);
    const columns = measureColumns(raw);
    const standardised = standardise(raw, columns);
    const judged = selectLevels(validation.films, levels);
    for (const classWeight of heads.classWeights) {
      let linear: Linear | undefined;
      for (const l2 of heads.l2) {
        const positiveWeight = classWeight === 'balanced' ? negativesPerPositive(train.fractured) : 1;
        linear = fitLogisticRegression(standardised, train.fractured, { l2, positiveWeight }, linear);
        const folded = unstandardise(linear, columns);
        yield {
          view,
          levels,
          configuration: describe(view, levels, classWeight, l2),
          validationAuroc: aurocOf(folded, judged, validation.fractured),
          head: {
            weights: splitByLevel(folded.weights, train.films[0]!.channels, levels),
            bias: folded.bias,
          },
        };
      }
    }
  }
}

function aurocOf({ weights, bias }: Linear, features: Matrix, fractured: readonly boolean[]): number {
  return auroc(
    fractured.map((positive, row) => ({ positive, score: multiplyRow(features, row, weights) + bias })),
  );
}

function negativesPerPositive(labels: readonly boolean[]): number {
  const positives = labels.filter(Boolean).length;
  return (labels.length - positives) / positives;
}

function describe(view: ViewChoice, levels: readonly Level[], classWeight: string, l2: number): string {
  const { size, lowerPercentile, upperPercentile, mirrored } = view;
  const window = `${100 * lowerPercentile}-${100 * upperPercentile} %`;
  const films = mirrored ? 'with mirrored films' : 'films as they are';
  return `${size}x${size}, window ${window}, ${films}, ${levels.join(' + ')}, class weight ${classWeight}, L2 ${l2}`;
}
