/** The languages that every message is written in. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** What a person can choose; `system` goes by the desktop's own language. */
export const languageChoices = ['system', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];

/** Each in its own words, so that whoever is lost in a foreign one finds the way home. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The language in force; English where the desktop speaks one that there are no messages in. */
export function languageOf(choice: LanguageChoice, systemLocale: string): Language {
  if (choice !== 'system') return choice;
  const spoken = systemLocale.toLowerCase().split(/[-_]/)[0];
  return languages.find((language) => language === spoken) ?? 'en';
}
