import { escapeText } from '../../plot/line-chart.ts';
import type { SetEvaluation } from '../evaluate-set.ts';
import type { JudgedFilm } from '../judged-film.ts';
import { tabulateSet, tabulateSets, type Table } from '../tables.ts';
import { drawPlot } from './draw-plot.ts';
import { plotSet } from './set-plots.ts';

/** A set with the films that its figures are made of, which the plots show. */
export interface ReportedSet {
  readonly evaluation: SetEvaluation;
  readonly films: readonly JudgedFilm[];
}

export interface ReportHead {
  /** Name and version of the network. */
  readonly title: string;
  /** Facts about the network and the run, a line each. */
  readonly lines: readonly string[];
  /** Tables that belong to no set. */
  readonly tables: readonly Table[];
}

/** A self-contained page with every table and four plots for each set. */
export function drawReportPage({ title, lines, tables }: ReportHead, sets: readonly ReportedSet[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title>
<style>${style}</style>
<h1>${escapeText(title)}</h1>
<ul>${lines.map((line) => `<li>${escapeText(line)}</li>`).join('\n')}</ul>
${drawTable(tabulateSets(sets.map(({ evaluation }) => evaluation)))}
${tables.map(drawTable).join('\n')}
${sets.map(drawSet).join('\n')}
</html>
`;
}

function drawSet({ evaluation, films }: ReportedSet): string {
  const { name, interval, statements } = evaluation;
  return `<section>
<h2>${escapeText(name)}</h2>
<ul>${[...statements, `Intervals: ${interval}.`].map((line) => `<li>${escapeText(line)}</li>`).join('\n')}</ul>
<div class="plots">
${plotSet(evaluation, films).map(drawPlot).join('\n')}
</div>
${tabulateSet(evaluation).map(drawTable).join('\n')}
</section>`;
}

function drawTable({ title, rows, note }: Table): string {
  const [head = [], ...body] = rows;
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeText(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="table"><table>
<caption>${escapeText(title)}</caption>
<thead>${row(head, 'th')}</thead>
<tbody>${body.map((cells) => row(cells, 'td')).join('\n')}</tbody>
</table>${note === null ? '' : `<p>${escapeText(note)}</p>`}</div>`;
}

/** The two colours of the classes differ in lightness and in hue for every common kind of colour vision. */
const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1b1f24; --faint: #5b6570; --rule: #d8dde3;
  --bar: #dfe4ea; --one: #0b5cad; --two: #d95f02; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171b; --ink: #e8ebee; --faint: #a3adb8; --rule: #39414a;
    --bar: #2c343d; --one: #6cb2ff; --two: #ffa04d; } }
body { background: var(--paper); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
  max-width: 1280px; margin: 24px auto; padding: 0 16px; }
h1 { font-size: 22px; } h2 { font-size: 18px; margin-top: 40px; border-top: 1px solid var(--rule); padding-top: 20px; }
.plots { display: grid; grid-template-columns: repeat(2, minmax(0, 460px)); gap: 20px; }
@media (max-width: 720px) { .plots { grid-template-columns: 1fr; } }
svg { display: block; width: 100%; }
text { fill: var(--ink); font: 13px system-ui, sans-serif; }
.title { font-weight: 600; font-size: 14px; }
.label, .tick { text-anchor: middle; fill: var(--faint); }
.tick.end { text-anchor: end; } .tick.start { text-anchor: start; }
.grid { stroke: var(--rule); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; }
.line.one { stroke: var(--one); } .line.faint { stroke: var(--faint); stroke-dasharray: 2 4; }
.line.dashed { stroke: var(--ink); stroke-width: 1; stroke-dasharray: 5 4; }
.dot { stroke: var(--paper); stroke-width: 1.5; }
.dot.one, .bar.one, .swatch.one { fill: var(--one); }
.dot.two, .bar.two, .swatch.two { fill: var(--two); }
.bar.faint { fill: var(--bar); } .swatch.faint { fill: var(--faint); } .swatch.bar { fill: var(--bar); } .swatch.ink { fill: var(--ink); }
.table { overflow-x: auto; margin: 22px 0; } .table p { color: var(--faint); margin: 6px 0 0; font-size: 13px; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 13px; }
caption { text-align: left; font-weight: 600; padding-bottom: 6px; white-space: nowrap; }
th, td { padding: 4px 16px 4px 0; text-align: right; border-bottom: 1px solid var(--rule); white-space: nowrap; }
th:first-child, td:first-child { text-align: left; } th { color: var(--faint); font-weight: 500; }
th { white-space: normal; vertical-align: bottom; min-width: 70px; }
`;
