import { foldText } from '../browse/search-text.ts';
import type { ImageAttributes } from '../dicom/image-description.ts';

/** From where the beam came, in the order in which films of one joint are hung. */
export const views = ['frontal', 'oblique', 'lateral', 'other'] as const;
export type View = (typeof views)[number];

/** Whole words, of View Position (PS3.3 C.8.7.1.1.2 and C.8.11.5.1.1) and of what technicians write. */
const words: readonly (readonly [View, ReadonlySet<string>])[] = [
  ['oblique', new Set(['rld', 'lld', 'rlo', 'llo', 'rao', 'lao', 'rpo', 'lpo', 'obl', 'oblique', 'schrag'])],
  ['lateral', new Set(['ll', 'rl', 'lat', 'lateral', 'ml', 'lm', 'seitlich', 'seitl', 'profil'])],
  ['frontal', new Set(['ap', 'pa', 'dp', 'pd', 'frontal', 'dorsopalmar', 'dorsoplantar'])],
  ['other', new Set(['axial', 'ax', 'sunrise', 'skyline', 'tangential', 'merchant', 'harris', 'scaphoid'])],
];

/**
 * The view of a film by View Position, or else by the words of its series or protocol; null where nothing says
 * it. `a.p.` is AP.
 */
export function viewOf({
  viewPosition,
  seriesDescription,
  protocolName,
}: Pick<ImageAttributes, 'viewPosition' | 'seriesDescription' | 'protocolName'>): View | null {
  if (viewPosition !== null && viewPosition.trim() !== '') return viewNamed(viewPosition) ?? 'other';
  return viewNamed(seriesDescription ?? '') ?? viewNamed(protocolName ?? '');
}

function viewNamed(text: string): View | null {
  const said = foldText(text)
    .replace(/\b(\p{L})\.(\p{L})\b\.?/gu, '$1$2')
    .split(/[^\p{L}]+/u);
  return words.find(([, named]) => said.some((word) => named.has(word)))?.[0] ?? null;
}
