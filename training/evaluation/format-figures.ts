import type { Estimate } from '#common/model/model-card';

/** `0.878 (0.773 to 0.947)`: a value with its 95 % interval. */
export function formatEstimate({ value, lower, upper }: Estimate, decimals = 3): string {
  return `${formatNumber(value, decimals)} (${formatNumber(lower, decimals)} to ${formatNumber(upper, decimals)})`;
}

/** As a percentage with its interval: `94.8 % (92.1 to 96.9)`. */
export function formatShare({ value, lower, upper }: Estimate, decimals = 1): string {
  const percent = (share: number): string => formatNumber(100 * share, decimals);
  return `${percent(value)} % (${percent(lower)} to ${percent(upper)})`;
}

function formatNumber(value: number, decimals: number): string {
  return Number.isFinite(value) ? value.toFixed(decimals) : 'not defined';
}

/** Rows of text as columns two blanks apart: the first to the left, the others to the right. */
export function alignColumns(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ')
      .trimEnd(),
  );
}
