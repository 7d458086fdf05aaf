import { failureTexts } from '#common/viewer/failure-texts';
import { formatProbability } from '#common/viewer/format';
import { outcomeWords } from '#common/viewer/batch-texts';
import type { ErrorCode } from '#common/errors';
import type { Phrase, Say } from '#common/words/say';
import { escapeHtml, isolated } from './html-text.ts';
import { outcomeOfRow, rowCells, rowColumns, type NumberedRow } from './html-rows.ts';

/** A film as pictures, in `data:` addresses; what there is none of has a reason. */
export type FilmPictures =
  | {
      readonly kind: 'shown';
      readonly plain: string;
      readonly map: string | null;
      readonly without: Phrase | null;
    }
  | { readonly kind: 'missing'; readonly code: ErrorCode };

/** A film that stands out, with its pictures. */
export function filmCard(film: NumberedRow, pictures: FilmPictures, withIdentity: boolean, say: Say): string {
  const { number, row } = film;
  const words = say(outcomeWords[outcomeOfRow(row)]);
  const score = formatProbability(row.probability ?? 0, say);
  const who = rowCells(film, withIdentity, say)
    .map((cell, column) => [rowColumns(withIdentity, say)[column]!, cell] as const)
    .slice(3)
    .filter(([, cell]) => cell !== '')
    .map(([name, cell]) => `${escapeHtml(name)} ${isolated(cell)}`)
    .join(' · ');
  return `<div class="film">
<h3>${escapeHtml(say('Row {number}: {words}, {score}', { number, words, score }))}</h3>
${row.scope === 'unknown' ? `<p>${escapeHtml(say('not validated for this image'))}</p>\n` : ''}<p class="faint">${who}</p>
${drawn(pictures, number, say)}
</div>
`;
}

function drawn(pictures: FilmPictures, number: number, say: Say): string {
  if (pictures.kind === 'missing')
    return `<p>${escapeHtml(say('No picture: {reason}', { reason: say(failureTexts[pictures.code]) }))} <code>${pictures.code}</code></p>`;
  const { plain, map, without } = pictures;
  const image = (source: string, words: string): string =>
    `<div><img src="${source}" alt="${escapeHtml(words)}"></div>`;
  const right =
    map === null ? '' : image(map, say('Film of row {number} with the attention of the model', { number }));
  const why =
    without === null
      ? ''
      : `\n<p class="faint">${escapeHtml(say('No attention map: {reason}', { reason: say(without) }))}</p>`;
  return `<div class="pictures">${image(plain, say('Film of row {number}', { number }))}${right}</div>${why}`;
}
