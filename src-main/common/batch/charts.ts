import { durationText, outcomeWords } from '../viewer/batch-texts.ts';
import { binCount, type BatchSummary, type PartCounts } from './summary.ts';
import { everyOutcome, type FilmOutcome } from './worklist-filter.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** What a bar stands for: an outcome, or nothing but a count. */
export type ChartTone = FilmOutcome | 'count';

/** In units of the chart; `words` say the bar to whoever points at it or does not see it. */
export interface ChartBar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly tone: ChartTone;
  readonly words: string;
}

/** `y` is the line that the letters stand on. */
export interface ChartText {
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly text: string;
}

/** A picture of counts that whoever paints it needs no arithmetic for, and the same as a table. */
export interface Chart {
  readonly title: string;
  /** The whole of it in a sentence. */
  readonly description: string;
  readonly width: number;
  readonly height: number;
  readonly bars: readonly ChartBar[];
  readonly texts: readonly ChartText[];
  readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

const width = 480;
const plotHeight = 120;
const margin = { left: 40, top: 16, bottom: 24 };
const line = 22;
const textDrop = 4;

/** Films by probability; their order says how many lie above a threshold. */
export function probabilityChart({ bins }: BatchSummary, say: Say = sayEnglish): Chart {
  const scored = bins.reduce((total, count) => total + count, 0);
  const ends = bins.map((_, bin) =>
    say('{from} to {to}', { from: fixed(bin / binCount, 2, say), to: fixed((bin + 1) / binCount, 2, say) }),
  );
  return columns(say('Films by probability'), bins, {
    words: (count, bin) => `${ends[bin]}: ${films(count, say)}`,
    description: say('{films} with a score, in {bins} bins of the probability from 0 to 1.', {
      films: films(scored, say),
      bins: binCount,
    }),
    below: ['0', fixed(0.5, 1, say), '1'],
    table: {
      head: [say('Probability'), say('Films')],
      rows: bins.flatMap((count, bin) => (count === 0 ? [] : [[ends[bin]!, String(count)]])),
    },
    top: (most) => String(most),
  });
}

/** Films per second, from the begin of what was seen of the batch to now. */
export function throughputChart(rates: readonly number[], secondsEach: number, say: Say = sayEnglish): Chart {
  const mean = rates.length === 0 ? 0 : rates.reduce((total, rate) => total + rate, 0) / rates.length;
  const at = timeTexts(rates.length * secondsEach, say);
  const middle = (rates.length * secondsEach) / 2;
  const all = at(rates.length * secondsEach);
  const rateText = (rate: number): string => fixed(rate, 1, say);
  return columns(say('Films per second'), rates, {
    words: (rate, span) => {
      const ends = { from: at(span * secondsEach), to: at((span + 1) * secondsEach) };
      return `${say('{from} to {to}', ends)}: ${say('{rate} films/s', { rate: rateText(rate) })}`;
    },
    description: say('{rate} films per second on average over {time}.', {
      rate: rateText(mean),
      time: all,
    }),
    below: ['0 s', at(middle), all],
    table: {
      head: ['', say('Films/s')],
      rows: [
        [say('average'), rateText(mean)],
        [say('fastest'), rateText(Math.max(0, ...rates))],
        [say('slowest'), rateText(rates.length === 0 ? 0 : Math.min(...rates))],
      ],
    },
    top: rateText,
  });
}

/** Moments of a batch so long, as finely as it takes to tell its middle from its ends. */
function timeTexts(secondsInAll: number, say: Say): (seconds: number) => string {
  if (secondsInAll >= 600) return durationText;
  const decimals = secondsInAll >= 10 ? 0 : secondsInAll >= 1 ? 1 : 2;
  return (seconds) => `${fixed(seconds, decimals, say)} s`;
}

/** A bar for each body part, of its outcomes one after the other: a tone each, and in the table a column. */
export function bodyPartChart({ parts, counts }: BatchSummary, say: Say = sayEnglish): Chart {
  const shown = parts.slice(0, mostParts);
  const most = Math.max(1, ...shown.map((part) => part.films));
  const left = 120;
  const room = width - left - margin.left;
  const outcomes = everyOutcome.filter((outcome) => counts[outcome] > 0);
  return {
    title: say('Results by body part'),
    description: shown.map((part) => partWords(part, say)).join('; '),
    width,
    height: Math.max(1, shown.length) * line,
    bars: shown.flatMap((part, row) => partBars(part, row, { left, unit: room / most, say })),
    texts: shown.flatMap((part, row): ChartText[] => [
      { x: left - 8, y: row * line + line / 2 + textDrop, anchor: 'end', text: nameOf(part, say) },
      {
        x: left + (room / most) * part.films + 6,
        y: row * line + line / 2 + textDrop,
        anchor: 'start',
        text: String(part.films),
      },
    ]),
    table: {
      head: [say('Body part'), ...outcomes.map((outcome) => say(outcomeWords[outcome])), say('Films')],
      rows: parts.map((part) => [
        nameOf(part, say),
        ...outcomes.map((outcome) => String(part.counts[outcome])),
        String(part.films),
      ]),
    },
  };
}

/** More would not be told apart; the table has them all. */
const mostParts = 12;

function partBars(
  { counts, ...part }: PartCounts,
  row: number,
  { left, unit, say }: { readonly left: number; readonly unit: number; readonly say: Say },
): readonly ChartBar[] {
  const bars: ChartBar[] = [];
  let x = left;
  for (const outcome of everyOutcome) {
    const count = counts[outcome];
    if (count === 0) continue;
    const words = `${nameOf(part, say)}, ${say(outcomeWords[outcome])}: ${films(count, say)}`;
    bars.push({ x, y: row * line + 3, width: unit * count, height: line - 6, tone: outcome, words });
    x += unit * count;
  }
  return bars;
}

interface ColumnTexts {
  readonly words: (value: number, column: number) => string;
  readonly description: string;
  /** Below the first column, the middle and the last. */
  readonly below: readonly [string, string, string];
  readonly table: Chart['table'];
  readonly top: (most: number) => string;
}

function columns(title: string, values: readonly number[], texts: ColumnTexts): Chart {
  const most = Math.max(0, ...values);
  const room = width - margin.left;
  const each = room / Math.max(1, values.length);
  const floor = margin.top + plotHeight;
  const [first, middle, last] = texts.below;
  const y = floor + margin.bottom - 8;
  return {
    title,
    description: texts.description,
    width,
    height: floor + margin.bottom,
    bars: values.flatMap((value, column): ChartBar[] => {
      if (value <= 0) return [];
      const height = (value / most) * plotHeight;
      const x = margin.left + column * each + 1;
      return [
        { x, y: floor - height, width: each - 2, height, tone: 'count', words: texts.words(value, column) },
      ];
    }),
    texts: [
      { x: margin.left - 6, y: margin.top + textDrop, anchor: 'end', text: most > 0 ? texts.top(most) : '' },
      { x: margin.left - 6, y: floor + textDrop, anchor: 'end', text: '0' },
      { x: margin.left, y, anchor: 'start', text: first },
      { x: margin.left + room / 2, y, anchor: 'middle', text: middle },
      { x: width, y, anchor: 'end', text: last },
    ],
    table: texts.table,
  };
}

function partWords(part: PartCounts, say: Say): string {
  const said = everyOutcome.filter((outcome) => part.counts[outcome] > 0);
  return `${nameOf(part, say)}: ${said.map((outcome) => `${part.counts[outcome]} ${say(outcomeWords[outcome])}`).join(', ')}`;
}

function nameOf({ bodyPart }: Pick<PartCounts, 'bodyPart'>, say: Say): string {
  return bodyPart ?? say('not named');
}

function films(count: number, say: Say): string {
  return say('{count} film | {count} films', { count });
}

function fixed(value: number, decimals: number, say: Say): string {
  return value.toFixed(decimals).replace('.', say('.'));
}
