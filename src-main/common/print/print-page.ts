import { paperSize, type Block, type PrintJob } from './sheet.ts';

/** Black on white, whatever the theme; `@page` sets the paper, so that nothing is scaled on the way. */
export function printStyle({ paper, landscape }: Pick<PrintJob, 'paper' | 'landscape'>): string {
  const { width, height } = paperSize(paper, landscape);
  return [
    `@page { size: ${width}mm ${height}mm; margin: 0 }`,
    'html, body { margin: 0; background: #fff }',
    // A hair less than the paper, or rounding would begin another sheet.
    `svg { display: block; width: ${width}mm; height: ${height - 0.2}mm; break-after: page }`,
    'svg:last-child { break-after: auto }',
    "text { font-family: system-ui, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', sans-serif }",
  ].join('\n');
}

/** A page of one drawing a sheet, whose user units are millimetres; pictures are asked for as `N.png`. */
export function printMarkup({ paper, landscape, sheets }: PrintJob): string {
  const { width, height } = paperSize(paper, landscape);
  const drawings = sheets.map(
    (sheet) =>
      `<svg xmlns="http://www.w3.org/2000/svg" preserveAspectRatio="none" viewBox="0 0 ${width} ${height - 0.2}">${sheet.map(drawn).join('')}</svg>`,
  );
  return `<!doctype html><html><head><meta charset="utf-8"><title>Osteon</title><link rel="stylesheet" href="style.css"></head><body>${drawings.join('')}</body></html>`;
}

/** In millimetres: some 9 points. */
export const printedLetters = 3.2;

function drawn(block: Block): string {
  const { left, top } = block;
  if (block.kind === 'picture')
    return `<image href="${block.picture}.png" x="${left}" y="${top}" width="${block.width}" height="${block.height}" preserveAspectRatio="none"/>`;
  if (block.kind === 'ruler')
    return `<path d="${rulerPath(block)}" fill="none" stroke="#000" stroke-width="0.2"/>`;
  return `<text x="${left}" y="${top}" font-size="${printedLetters}" font-weight="${block.bold ? 600 : 400}">${escaped(block.text)}</text>`;
}

/** A tick at every centimetre, longer at the ends. */
export function rulerPath({ left, top, length }: Extract<Block, { kind: 'ruler' }>): string {
  const ticks = Array.from({ length: Math.round(length / 10) + 1 }, (_, i) => {
    const half = i === 0 || 10 * i === length ? 1.5 : 0.75;
    return `M${left + 10 * i} ${top - half}v${2 * half}`;
  });
  return `M${left} ${top}h${length}${ticks.join('')}`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
