export const splits = ['train', 'validation', 'test'] as const;

export type Split = (typeof splits)[number];

const splitNames: Readonly<Record<string, Split>> = { train: 'train', val: 'validation', test: 'test' };

/** The split of a manifest's word. @throws RangeError naming the file when it is none of train, val, test. */
export function splitOfName(name: string, file: string): Split {
  const split = splitNames[name];
  if (split === undefined) throw new RangeError(`${file} is in the unknown split ${name}.`);
  return split;
}
