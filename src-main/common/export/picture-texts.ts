import type { ImageResult } from '../model/result.ts';
import type { CornerItem, CornerLayout } from '../viewer/corner-layout.ts';
import { corners } from '../viewer/corner-layout.ts';
import { findingLooks, findingOf, hasPrediction } from '../viewer/finding.ts';
import { formatProbability } from '../viewer/format.ts';
import type { Phrase, Say } from '../words/say.ts';
import { scopeHeadings } from '../viewer/scope-texts.ts';

/** What may stand on a picture that names nobody: codes and numbers of the exposure, no free text and no date. */
const anonymousItems: ReadonlySet<CornerItem> = new Set<CornerItem>([
  'modalityAndView',
  'kvp',
  'exposure',
  'instanceNumber',
  'frameNumber',
  'pixelSize',
  'window',
]);

/** The corners of a picture: all that a person placed there, or of it only what names nobody. */
export function pictureCorners(layout: CornerLayout, identity: boolean): CornerLayout {
  if (identity) return layout;
  const [topLeft, topRight, bottomLeft, bottomRight] = corners.map((corner) =>
    layout[corner].filter((item) => anonymousItems.has(item)),
  ) as [CornerItem[], CornerItem[], CornerItem[], CornerItem[]];
  return { topLeft, topRight, bottomLeft, bottomRight };
}

/** What stands beside everything of the second reader that leaves the window. */
export const secondReaderLabel = 'AI, investigational' satisfies Phrase;

/** The finding in words, below what it is; nothing but the label where there is no result. */
export function secondReaderLines(
  result: ImageResult | null,
  model: string | null,
  say: Say,
): readonly string[] {
  if (result === null) return [say(secondReaderLabel), say('no result')];
  const finding = findingOf(result);
  const { words, shortWords } = findingLooks[finding];
  const said = finding === 'rankingScore' ? shortWords : words;
  const score = hasPrediction(result) ? ` ${formatProbability(result.prediction.probability)}` : '';
  const scope = result.scope.status === 'unknown' ? [say(scopeHeadings.unknown)] : [];
  return [say(secondReaderLabel), `${say(said)}${score}`, ...scope, ...(model === null ? [] : [model])];
}
