import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochRecord } from '../fine-tuning/checkpoint.ts';
import { drawLineChart, type Band, type Point, type Series } from './line-chart.ts';

/** In a run's folder. */
export const trainingPageFile = 'training.html';

/** Writes the plot of a training; a browser that shows it loads it again every half minute. */
export async function writeTrainingPage(
  folder: string,
  history: readonly EpochRecord[],
  lossesSinceEpoch: readonly number[],
): Promise<void> {
  const path = join(folder, trainingPageFile);
  await writeFile(`${path}.part`, drawTrainingPage(history, lossesSinceEpoch));
  await rename(`${path}.part`, path);
}

/** A self-contained page: the training loss, the validation AUROC and every epoch in a table. */
export function drawTrainingPage(
  history: readonly EpochRecord[],
  lossesSinceEpoch: readonly number[],
): string {
  const losses = lossPoints(history, lossesSinceEpoch);
  const xRange = [0, Math.max(1, history.length + (lossesSinceEpoch.length > 0 ? 1 : 0))] as const;
  const axes = { xLabel: 'epoch', xRange, bands: bandsOf(history) };
  const shared = { marked: true, colour: 1 } as const;
  const charts = [
    drawLineChart({
      ...axes,
      title: 'Training loss',
      yLabel: 'loss',
      decimals: 2,
      series: withPoints([
        { name: 'mean of an epoch', points: epochPoints(history, ({ meanLoss }) => meanLoss), ...shared },
        { name: 'mean of 20 steps', points: losses, colour: 2, marked: false },
      ]),
    }),
    drawLineChart({
      ...axes,
      title: 'Validation AUROC',
      yLabel: 'AUROC',
      decimals: 2,
      series: withPoints([
        { name: 'validation', points: epochPoints(history, (record) => record.validationAuroc), ...shared },
      ]),
    }),
  ];
  return page(charts, history);
}

function withPoints(series: readonly Series[]): readonly Series[] {
  return series.filter(({ points }) => points.length > 0);
}

/** At the end of each epoch, counted over all phases. */
function epochPoints(history: readonly EpochRecord[], valueOf: (record: EpochRecord) => number) {
  return history.map((record, i): Point => ({ x: i + 1, y: valueOf(record) }));
}

function lossPoints(history: readonly EpochRecord[], lossesSinceEpoch: readonly number[]): readonly Point[] {
  const perEpoch = Math.max(1, lossesSinceEpoch.length, history.at(-1)?.losses?.length ?? 0);
  const spread = (losses: readonly number[], epoch: number, count: number): readonly Point[] =>
    losses.map((y, i) => ({ x: epoch + (i + 0.5) / count, y }));
  return [
    ...history.flatMap(({ losses = [] }, epoch) => spread(losses, epoch, losses.length)),
    ...spread(lossesSinceEpoch, history.length, perEpoch),
  ];
}

/** Neighbouring epochs of one input size. */
function bandsOf(history: readonly EpochRecord[]): readonly Band[] {
  const bands: Band[] = [];
  history.forEach(({ size }, i) => {
    const label = `${size} × ${size}`;
    const last = bands.at(-1);
    if (last?.label === label) bands[bands.length - 1] = { ...last, to: i + 1 };
    else bands.push({ from: i, to: i + 1, label });
  });
  return bands;
}

function page(charts: readonly string[], history: readonly EpochRecord[]): string {
  const rows = history.map(
    ({ size, meanLoss, validationAuroc, minutes }, i) =>
      `<tr><td>${i + 1}</td><td>${size}</td><td>${meanLoss.toFixed(4)}</td>` +
      `<td>${validationAuroc.toFixed(4)}</td><td>${minutes.toFixed(1)}</td></tr>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta http-equiv="refresh" content="30">
<meta name="viewport" content="width=device-width">
<title>Training</title>
<style>${style}</style>
<h1>Training</h1>
${charts.join('\n')}
<table>
<tr><th>epoch</th><th>input size</th><th>mean loss</th><th>validation AUROC</th><th>minutes</th></tr>
${rows.join('\n')}
</table>
</html>
`;
}

const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #5b6570; --rule: #d8dde3;
  --band: #f3f5f8; --band-other: #e8ecf2; --series-1: #0b5cad; --series-2: #c2570c; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171b; --ink: #e8ebee; --faint: #a3adb8; --rule: #39414a;
    --band: #1b2026; --band-other: #232a32; --series-1: #6cb2ff; --series-2: #ffa262; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
  max-width: 820px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 20px; }
svg { display: block; width: 100%; margin: 16px 0 28px; }
text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.title { font-weight: 600; font-size: 15px; }
.label, .tick { text-anchor: middle; fill: var(--faint); }
.tick.end { text-anchor: end; }
.tick.start { text-anchor: start; }
.band { fill: var(--band); }
.band.other { fill: var(--band-other); }
.grid { stroke: var(--rule); }
.line-1, .line-2 { fill: none; stroke: var(--series-1); stroke-width: 2; }
.line-2 { stroke: var(--series-2); }
.thin { stroke-width: 1; }
.mark-1 { fill: var(--series-1); }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 14px 4px 0; text-align: right; border-bottom: 1px solid var(--rule); }
`;
