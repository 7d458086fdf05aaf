/** How many panes the film area has: rows of panes and panes a row, filled in reading order. */
export const paneLayouts = {
  '1x1': { rows: 1, columns: 1, words: 'One film' },
  '1x2': { rows: 1, columns: 2, words: 'Two films side by side' },
  '2x1': { rows: 2, columns: 1, words: 'Two films, one above the other' },
  '2x2': { rows: 2, columns: 2, words: 'Four films' },
  '1x3': { rows: 1, columns: 3, words: 'Three films side by side' },
} as const;

export type PaneLayout = keyof typeof paneLayouts;

/** In the order of the menu. */
export const paneLayoutNames = ['1x1', '1x2', '2x1', '2x2', '1x3'] as const satisfies readonly PaneLayout[];

export function paneCount(layout: PaneLayout): number {
  const { rows, columns } = paneLayouts[layout];
  return rows * columns;
}

/** `1 × 2`, rows first. */
export function layoutLabel(layout: PaneLayout): string {
  const { rows, columns } = paneLayouts[layout];
  return `${rows} × ${columns}`;
}

/** The smallest layout that has room for so many films, or else the largest; 1 × 1 for none. */
export function layoutFor(films: number): PaneLayout {
  const bySize = (['1x1', '1x2', '1x3'] as const).find((layout) => paneCount(layout) >= films);
  return bySize ?? '2x2';
}
