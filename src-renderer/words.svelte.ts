import { languageOf, type Language, type LanguageChoice } from '#common/words/language';
import { sayIn, writeNumber, type Say } from '#common/words/say';

/** A page speaks one language, as it has one `lang`. */
let language: Language = $state(languageOf('system', navigator.language));
const saying: Say = $derived(sayIn(language));

/** Says a message in the language in force; what is shown follows when the language changes. */
export const say: Say = (message, ...values) => saying(message, ...values);

/** A number with so many decimals, as the language in force writes it. */
export function decimal(value: number, decimals: number): string {
  return writeNumber(language, value, decimals);
}

/** Speaks another language from now on, to screen readers too. */
export function speak(choice: LanguageChoice): void {
  language = languageOf(choice, navigator.language);
  document.documentElement.lang = language;
}
