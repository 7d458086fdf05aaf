import { roundRange, roundTicks } from './ticks.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Series {
  /** For the legend. */
  readonly name: string;
  readonly points: readonly Point[];
  /** Of the page's colours `--series-1` and so on. */
  readonly colour: 1 | 2;
  /** Points of their own, each with its value beside the pointer. */
  readonly marked: boolean;
}

/** A stretch of the horizontal axis that has a name. */
export interface Band {
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

export interface LineChart {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** Ends of the horizontal axis. */
  readonly xRange: readonly [number, number];
  readonly series: readonly Series[];
  readonly bands: readonly Band[];
  /** Of the vertical axis. */
  readonly decimals: number;
}

const [width, height] = [760, 300];
const [left, right, top, bottom] = [64, 16, 44, 46];

/** Draws a chart as an `<svg>` element that takes its colours from the page's style. */
export function drawLineChart(chart: LineChart): string {
  const yRange = roundRange(
    chart.series.flatMap(({ points }) => points.map(({ y }) => y)),
    5,
  );
  const x = axis(chart.xRange, left, width - right);
  const y = axis(yRange, height - bottom, top);
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(chart.title)}">`,
    `<text class="title" x="${left}" y="18">${escapeText(chart.title)}</text>`,
    ...chart.bands.map((band, i) => drawBand(band, x, i)),
    ...roundTicks(...yRange, 5).map((value) => drawRow(value, y, chart.decimals)),
    ...roundTicks(...chart.xRange, 12).map((value) => drawColumn(value, x)),
    `<text class="label" x="${(left + width - right) / 2}" y="${height - 8}">${escapeText(chart.xLabel)}</text>`,
    `<text class="label" transform="translate(14 ${(top + height - bottom) / 2}) rotate(-90)">${escapeText(chart.yLabel)}</text>`,
    ...chart.series.map((series) => drawSeries(series, x, y, chart.decimals)),
    ...chart.series.map(({ name, colour }, i) => drawLegend(name, colour, i)),
    '</svg>',
  ].join('\n');
}

type Axis = (value: number) => number;

function axis([lowest, highest]: readonly [number, number], start: number, end: number): Axis {
  const scale = (end - start) / (highest - lowest);
  return (value) => Math.round(10 * (start + (value - lowest) * scale)) / 10;
}

function drawBand({ from, to, label }: Band, x: Axis, index: number): string {
  const shade = index % 2 === 0 ? 'band' : 'band other';
  const extent = `x="${x(from)}" y="${top}" width="${x(to) - x(from)}" height="${height - top - bottom}"`;
  const text = `<text class="label" x="${(x(from) + x(to)) / 2}" y="${top + 14}">${escapeText(label)}</text>`;
  return `<rect class="${shade}" ${extent}/>${text}`;
}

function drawRow(value: number, y: Axis, decimals: number): string {
  const line = `<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/>`;
  return `${line}<text class="tick end" x="${left - 8}" y="${y(value) + 4}">${value.toFixed(decimals)}</text>`;
}

function drawColumn(value: number, x: Axis): string {
  return `<text class="tick" x="${x(value)}" y="${height - bottom + 18}">${value}</text>`;
}

function drawSeries({ points, colour, marked }: Series, x: Axis, y: Axis, decimals: number): string {
  const path = points.map((point, i) => `${i === 0 ? 'M' : 'L'}${x(point.x)} ${y(point.y)}`).join('');
  const marks = points.map(
    (point) =>
      `<circle class="mark-${colour}" cx="${x(point.x)}" cy="${y(point.y)}" r="4">` +
      `<title>${point.x}: ${point.y.toFixed(decimals + 2)}</title></circle>`,
  );
  return `<path class="line-${colour}${marked ? '' : ' thin'}" d="${path}"/>${marked ? marks.join('') : ''}`;
}

function drawLegend(name: string, colour: number, index: number): string {
  const at = width - right - 190 * (index + 1);
  const swatch = `<line class="line-${colour}" x1="${at}" x2="${at + 22}" y1="14" y2="14"/>`;
  return `${swatch}<text class="tick start" x="${at + 28}" y="18">${escapeText(name)}</text>`;
}

/** Text between tags or in an attribute. */
export function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
