import type { Split } from './split.ts';

const labels: Readonly<Record<string, boolean>> = {
  fractured: true,
  notfractured: false,
  '1': true,
  '0': false,
};

const splitFolders: Readonly<Record<string, Split>> = {
  train: 'train',
  val: 'validation',
  valid: 'validation',
  validation: 'validation',
  test: 'test',
};

/** Whether a folder's name or a manifest's word says fractured or not, whatever its case and its separators. */
export function labelOfName(name: string): boolean | null {
  return labels[plain(name)] ?? null;
}

/** The split of a folder's name or a manifest's word. */
export function splitOfWord(name: string): Split | null {
  return splitFolders[plain(name)] ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[\s_-]+/g, '');
}
