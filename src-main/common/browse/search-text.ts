/** Text as search compares it: without accents, case and name separators, one space between words. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s^=,]+/g, ' ')
    .trim();
}

/** The words that must all occur in a study's text for a search to find it. */
export function searchWords(text: string): readonly string[] {
  return foldText(text)
    .split(' ')
    .filter((word) => word !== '');
}
