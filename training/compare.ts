import { AppError, toErrorReport } from '#common/errors';
import { parseArgs } from 'node:util';
import { splitOfName } from './dataset/split.ts';
import { compareModels, tabulateChanges, verdictOf, type JudgedModel } from './evaluation/comparison.ts';
import { readNetwork, type EvaluatedNetwork } from './evaluation/evaluated-network.ts';
import { openEvaluationSet, type EvaluationSet } from './evaluation/evaluation-set.ts';
import { alignColumns, formatEstimate, formatShare } from './evaluation/format-figures.ts';
import { installModel } from './evaluation/install-model.ts';
import { judgeFilms } from './evaluation/judged-film.ts';
import { scoreSet, type SetScores } from './evaluation/score-set.ts';
import { measureRanking, measureThreshold } from './metrics/figures.ts';
import { resamples } from './metrics/split-metrics.ts';

const usage = 'npm run compare -- OLD NEW --data HELD_OUT [--split test] [--install]';

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** A labelled folder, a CSV manifest, or a set that `npm run evaluate` has a name for. */
    data: { type: 'string', default: 'fracatlas' },
    /** Holds the sets that have a name. */
    sets: { type: 'string', default: '../shared/data' },
    split: { type: 'string', default: 'test' },
    seed: { type: 'string', default: '1337' },
    /** Puts NEW in the place of OLD, which is kept beside it. */
    install: { type: 'boolean', default: false },
  },
});

runComparison().catch((thrown: unknown) => {
  console.error(toErrorReport(thrown).message);
  process.exitCode = 1;
});

/** Runs two models over the same films and says in words what their difference is; replaces nothing unasked. */
async function runComparison(): Promise<void> {
  const [oldFolder, newFolder] = positionals;
  if (oldFolder === undefined || newFolder === undefined || positionals.length > 2)
    throw new AppError('invalid-request', `Usage: ${usage}`);
  const networks = [
    await readNetwork(oldFolder, options.sets),
    await readNetwork(newFolder, options.sets),
  ] as const;
  const { trainedOn } = networks[1];
  const split = splitOfName(options.split, '--split');
  const set = await openEvaluationSet(options.data, { dataFolder: options.sets, split, trainedOn });
  const [previous, current] = await judgeBoth(networks, set);
  printModels(networks, previous, current);
  const comparison = compareModels(previous, current, bootstrap);
  const { title, rows } = tabulateChanges(comparison);
  console.log([title, ...alignColumns(rows), ''].join('\n'));
  for (const line of verdictOf(comparison)) console.log(line);
  if (options.install)
    console.log(`Installed. The old model is in ${await installModel(newFolder, oldFolder, new Date())}`);
}

const bootstrap = { resamples, seed: Number(options.seed) };

/** On the films that both can read. */
async function judgeBoth(
  networks: readonly [EvaluatedNetwork, EvaluatedNetwork],
  set: EvaluationSet,
): Promise<readonly [JudgedModel, JudgedModel]> {
  const [before, after] = [await scoreSet(networks[0], set.films), await scoreSet(networks[1], set.films)];
  for (const { file, error } of after.unreadable) console.log(`Left out: ${file}: ${error.message}`);
  const films = after.scores.length;
  const fractured = after.scores.filter(({ film }) => film.fractured).length;
  console.log(`${set.name}: ${films} films, ${fractured} fractured; intervals by ${set.groups}.`);
  for (const line of set.statements) console.log(line);
  console.log(
    'This command cannot know whether a model was trained on these films; if it was, it looks too good.\n',
  );
  return [judgeModel(networks[0], before), judgeModel(networks[1], after)];
}

function judgeModel({ card, name }: EvaluatedNetwork, { scores }: SetScores): JudgedModel {
  if (card === null) throw new AppError('model-card-invalid', `${name} has no card, so no operating points.`);
  const { sensitive, specific } = card.operatingPoints;
  return {
    films: judgeFilms(scores, card.calibration),
    thresholds: { sensitive: sensitive.threshold, specific: specific.threshold },
  };
}

function printModels(
  networks: readonly EvaluatedNetwork[],
  previous: JudgedModel,
  current: JudgedModel,
): void {
  const row = (label: string, { name, version }: EvaluatedNetwork, { films, thresholds }: JudgedModel) => {
    const at = (threshold: number): readonly string[] => {
      const { sensitivity, specificity } = measureThreshold(films, threshold, bootstrap).figures;
      return [formatShare(sensitivity), formatShare(specificity)];
    };
    const { auroc } = measureRanking(films, bootstrap);
    return [
      `${label}  ${name} ${version}`,
      formatEstimate(auroc),
      ...at(thresholds.sensitive),
      ...at(thresholds.specific),
    ];
  };
  const head = [
    '',
    'AUROC',
    'sensitivity, sensitive point',
    'specificity',
    'sensitivity, specific point',
    'specificity',
  ];
  const rows = [head, row('OLD', networks[0]!, previous), row('NEW', networks[1]!, current)];
  console.log([...alignColumns(rows), ''].join('\n'));
}
