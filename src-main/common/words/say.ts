import { german } from './german.ts';
import type { Language } from './language.ts';

/**
 * A message as it reads in English, which is its key. `{name}` is filled in; `{count} film | {count} films` has a
 * form for one and one for the rest, told apart by `count` as the language does.
 */
export type Message = keyof typeof german;

type Placeholder<M extends string> = M extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never;

/** What a message wants filled in; numbers are written as the language writes them. */
export type Values<M extends string> = [Placeholder<M>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholder<M>, string | number>>];

/** A message that wants nothing filled in: what tables of words hold. */
export type Phrase = { [M in Message]: [Placeholder<M>] extends [never] ? M : never }[Message];

/** Says a message in the language in force. One that the catalogue lacks does not compile. */
export type Say = <M extends Message>(message: M, ...values: Values<M>) => string;

const tables: Readonly<Record<Language, (message: Message) => string>> = {
  en: (message) => message,
  de: (message) => german[message],
};

const between = ' | ';

export function sayIn(language: Language): Say {
  const plurals = new Intl.PluralRules(language);
  const numbers = new Intl.NumberFormat(language, { useGrouping: false, maximumFractionDigits: 10 });
  const written = (value: string | number): string =>
    typeof value === 'number' ? numbers.format(value) : value;
  return (message, ...[values]) => {
    const given: Readonly<Record<string, string | number>> = values ?? {};
    const [one = '', other] = tables[language](message).split(between);
    const text = other === undefined || plurals.select(Number(given['count'])) === 'one' ? one : other;
    return text.replace(/\{(\w+)\}/g, (_, name: string) => written(given[name] ?? ''));
  };
}

/** For what is English whatever the window speaks: the command line, logs, and files that programs read. */
export const sayEnglish: Say = sayIn('en');

/** `0.87` or `0,87`: a number with so many decimals, as the language writes it. */
export function writeNumber(language: Language, value: number, decimals: number): string {
  return value.toLocaleString(language, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  });
}
