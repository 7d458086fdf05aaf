import { escapeText } from '../../plot/line-chart.ts';
import { roundTicks } from '../../plot/ticks.ts';

/** Ends of an axis. */
export type Range = readonly [number, number];

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly xRange: Range;
  readonly yRange: Range;
  /** In the order they are drawn, the first at the back. */
  readonly marks: readonly Mark[];
  /** Names and classes of style, in the order of the legend. */
  readonly legend: readonly { readonly name: string; readonly style: string }[];
}

/** What is drawn, in the units of the axes; `style` is a class of the page. */
export type Mark =
  | { readonly kind: 'line'; readonly style: string; readonly points: readonly Position[] }
  | { readonly kind: 'dot'; readonly style: string; readonly at: Position; readonly label: string }
  | { readonly kind: 'bar'; readonly style: string; readonly from: Position; readonly to: Position }
  | { readonly kind: 'note'; readonly at: Position; readonly text: string };

export interface Position {
  readonly x: number;
  readonly y: number;
}

const [width, height] = [420, 400];
const [left, right, top, bottom] = [58, 14, 58, 48];

/** Draws a plot as an `<svg>` element that takes its colours from the page's style. */
export function drawPlot({ title, xLabel, yLabel, xRange, yRange, marks, legend }: Plot): string {
  const place = placer(xRange, yRange);
  return [
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(title)}">`,
    `<text class="title" x="${left}" y="18">${escapeText(title)}</text>`,
    ...legend.map(({ name, style }, i) => drawLegend(name, style, i, legend.length)),
    ...roundTicks(...yRange, 5).map((y) => drawRow(y, place)),
    ...roundTicks(...xRange, 5).map((x) => drawColumn(x, place)),
    `<text class="label" x="${(left + width - right) / 2}" y="${height - 10}">${escapeText(xLabel)}</text>`,
    `<text class="label" transform="translate(15 ${(top + height - bottom) / 2}) rotate(-90)">${escapeText(yLabel)}</text>`,
    ...marks.map((mark) => drawMark(mark, place)),
    '</svg>',
  ].join('\n');
}

type Place = (position: Position) => Position;

function placer(xRange: Range, yRange: Range): Place {
  const scale = (value: number, [lowest, highest]: Range, start: number, end: number): number =>
    Math.round(10 * (start + ((value - lowest) * (end - start)) / (highest - lowest))) / 10;
  return ({ x, y }) => ({
    x: scale(x, xRange, left, width - right),
    y: scale(y, yRange, height - bottom, top),
  });
}

function drawLegend(name: string, style: string, index: number, count: number): string {
  const at = left + (index * (width - left - right)) / count;
  return (
    `<rect class="${style}" x="${at}" y="32" width="12" height="12" rx="2"/>` +
    `<text class="tick start" x="${at + 18}" y="42">${escapeText(name)}</text>`
  );
}

function drawRow(y: number, place: Place): string {
  const at = place({ x: 0, y }).y;
  return (
    `<line class="grid" x1="${left}" x2="${width - right}" y1="${at}" y2="${at}"/>` +
    `<text class="tick end" x="${left - 8}" y="${at + 4}">${y}</text>`
  );
}

function drawColumn(x: number, place: Place): string {
  const at = place({ x, y: 0 }).x;
  return (
    `<line class="grid" x1="${at}" x2="${at}" y1="${top}" y2="${height - bottom}"/>` +
    `<text class="tick" x="${at}" y="${height - bottom + 18}">${x}</text>`
  );
}

function drawMark(mark: Mark, place: Place): string {
  switch (mark.kind) {
    case 'line':
      return `<polyline class="${mark.style}" points="${mark.points
        .map(place)
        .map(({ x, y }) => `${x},${y}`)
        .join(' ')}"/>`;
    case 'dot':
      return drawDot(mark.style, place(mark.at), mark.label);
    case 'bar':
      return drawBar(mark.style, place(mark.from), place(mark.to));
    case 'note': {
      const { x, y } = place(mark.at);
      return `<text class="tick" x="${x}" y="${y}">${escapeText(mark.text)}</text>`;
    }
  }
}

function drawDot(style: string, { x, y }: Position, label: string): string {
  return `<circle class="${style}" cx="${x}" cy="${y}" r="5"><title>${escapeText(label)}</title></circle>`;
}

function drawBar(style: string, from: Position, to: Position): string {
  const extent = `x="${Math.min(from.x, to.x)}" y="${Math.min(from.y, to.y)}"`;
  const size = `width="${Math.abs(to.x - from.x)}" height="${Math.abs(to.y - from.y)}"`;
  return `<rect class="${style}" ${extent} ${size}/>`;
}
