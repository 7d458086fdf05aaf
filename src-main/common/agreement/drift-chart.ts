import type { Chart, ChartBar, ChartText } from '../batch/charts.ts';
import type { Phrase, Say } from '../words/say.ts';
import { driftBins, type ScoreGroup } from './drift.ts';

const width = 480;
const left = 120;
const right = 64;
const line = 28;
const floor = 24;
const textDrop = -4;
/** More would not be told apart; the table has them all. */
const mostRows = 12;

/** A small histogram for each group, one below the other under one scale, each of the share of its own films. */
export function driftChart(title: Phrase, groups: readonly ScoreGroup[], say: Say): Chart {
  const shown = groups.slice(-mostRows);
  const each = (width - left - right) / driftBins;
  const tallest = Math.max(...shown.map(({ bins, films }) => Math.max(...bins) / films), 0);
  const nameOf = ({ name }: ScoreGroup): string => name ?? say('not named');
  const y = (row: number): number => (row + 1) * line;
  const number = (value: number, decimals = 2): string => value.toFixed(decimals).replace('.', say('.'));
  const ends = (bin: number): string => `${number(bin / driftBins, 1)}–${number((bin + 1) / driftBins, 1)}`;
  return {
    title: say(title),
    description: shown
      .map((group) =>
        say('{name}: {films} verdicts, median score {median}', {
          ...{ name: nameOf(group), films: group.films, median: number(group.median) },
        }),
      )
      .join('; '),
    width,
    height: Math.max(1, shown.length) * line + floor,
    bars: shown.flatMap((group, row) =>
      group.bins.flatMap((films, bin): ChartBar[] => {
        if (films === 0) return [];
        const height = (films / group.films / tallest) * (line - 6);
        const words = `${nameOf(group)}, ${ends(bin)}: ${films}`;
        const place = { x: left + bin * each, y: y(row) - height, width: each - 1, height };
        return [{ ...place, tone: 'count', words }];
      }),
    ),
    texts: [
      ...shown.flatMap((group, row): ChartText[] => [
        { x: left - 8, y: y(row) + textDrop, anchor: 'end', text: shortened(nameOf(group)) },
        { x: width - right + 8, y: y(row) + textDrop, anchor: 'start', text: `n = ${group.films}` },
      ]),
      ...['0', number(0.5, 1), '1'].map((text, third): ChartText => {
        const x = left + (third / 2) * (width - left - right);
        return { x, y: Math.max(1, shown.length) * line + 16, anchor: 'middle', text };
      }),
    ],
    table: {
      head: ['', say('Verdicts'), say('Median score')],
      rows: groups.map((group) => [nameOf(group), String(group.films), number(group.median)]),
    },
  };
}

function shortened(name: string): string {
  return name.length > 18 ? `${name.slice(0, 17)}…` : name;
}
