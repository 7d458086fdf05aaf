import type { Estimate } from '#common/model/model-card';

/** A Markdown table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** With its 95 % interval; a number may lie beyond [0, 1], so none is written as a percentage. */
export function figure({ value, lower, upper }: Estimate): string {
  return `${value.toFixed(3)} (${lower.toFixed(3)} to ${upper.toFixed(3)})`;
}

/** `409 films, 63 fractured`. */
export function countsOf({
  images,
  fractured,
}: {
  readonly images: number;
  readonly fractured: number;
}): string {
  return `${images} films, ${fractured} fractured`;
}

/** In whole percent. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`;
}

/** With its sign as an operator, such as `− 1.8347`. */
export function signed(value: number): string {
  return `${value < 0 ? '−' : '+'} ${Math.abs(value).toFixed(4)}`;
}

/** As a sentence begins. */
export function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
