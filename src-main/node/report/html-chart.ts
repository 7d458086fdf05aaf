import type { Chart } from '#common/batch/charts';
import { escapeHtml, htmlTable } from './html-text.ts';

/** A chart as an accessible drawing, and the same as a table. */
export function htmlChart({ title, description, width, height, bars, texts, table }: Chart): string {
  return [
    '<figure>',
    `<figcaption>${escapeHtml(title)}</figcaption>`,
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(`${title}. ${description}`)}">`,
    ...bars.map(
      (bar) =>
        `<rect x="${short(bar.x)}" y="${short(bar.y)}" width="${short(bar.width)}" height="${short(bar.height)}" ` +
        `class="${bar.tone}"><title>${escapeHtml(bar.words)}</title></rect>`,
    ),
    ...texts.map(
      ({ x, y, anchor, text }) =>
        `<text x="${short(x)}" y="${short(y)}" text-anchor="${anchor}">${escapeHtml(text)}</text>`,
    ),
    '</svg>',
    htmlTable(table.head, table.rows),
    '</figure>',
  ].join('\n');
}

function short(value: number): string {
  return String(Math.round(value * 100) / 100);
}
