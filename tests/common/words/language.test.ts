import { languageOf } from '#common/words/language';

describe('languageOf', () => {
  it.each([
    ['system', 'de-AT', 'de'],
    ['system', 'de_DE.UTF-8', 'de'],
    ['system', 'en-GB', 'en'],
    ['system', 'fr-FR', 'en'],
    ['system', 'dez', 'en'],
    ['en', 'de-DE', 'en'],
    ['de', 'en-US', 'de'],
  ] as const)('speaks for %s on a %s desktop %s', (choice, locale, spoken) => {
    expect(languageOf(choice, locale)).toBe(spoken);
  });
});
