import { corners } from '../viewer/corner-layout.ts';
import { cornerItemNames, cornerNames } from '../viewer/corner-texts.ts';
import { ruleName, ruleText } from '../hanging/hanging-rules.ts';
import { formatPercent, formatWindow } from '../viewer/format.ts';
import { writtenChord } from '../viewer/chords.ts';
import { languageNames } from '../words/language.ts';
import { keySchemes } from '../viewer/key-schemes.ts';
import { actions } from '../viewer/actions.ts';
import { shortcuts } from '../viewer/shortcuts.ts';
import type { UserPreset } from '../viewer/user-presets.ts';
import type { Preferences, PreferencesSection } from './preferences.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** What the sections are called on the screen. */
export const sectionTitles: Readonly<Record<PreferencesSection, Phrase>> = {
  reading: 'Reading',
  windows: 'Windows',
  keyboard: 'Keyboard',
  hanging: 'Hanging',
  corners: 'Corners',
  secondReader: 'Second reader',
  display: 'Display',
};

/** One choice in words. */
export interface DescribedChoice {
  readonly section: PreferencesSection;
  readonly name: string;
  readonly value: string;
}

/** Every choice in words, so that two sets of preferences can be told apart by a person. */
export function describePreferences(
  preferences: Preferences,
  say: Say = sayEnglish,
): readonly DescribedChoice[] {
  const { reading, windows, keyboard, corners: layout, secondReader, display } = preferences;
  const of =
    (section: PreferencesSection) =>
    (name: string, value: string): DescribedChoice => ({ section, name, value });
  const inReading = of('reading');
  const inKeyboard = of('keyboard');
  return [
    inReading(say('Window widens'), say(reading.widen === 'right' ? 'to the right' : 'to the left')),
    inReading(say('Film brightens'), say(reading.brighten === 'up' ? 'upwards' : 'downwards')),
    inReading(say('Window drag speed'), formatPercent(reading.dragSpeed)),
    ...windows.presets.map((preset) =>
      of('windows')(say('Preset “{name}”', { name: preset.name }), presetWords(preset, say)),
    ),
    inKeyboard(say('Scheme'), say(keySchemes[keyboard.scheme].title)),
    ...actions
      .filter((action) => keyboard.remapped[action])
      .map((action) => inKeyboard(say(shortcuts[action].words), writtenKeys(keyboard.remapped[action], say))),
    ...preferences.hanging.rules.map((rule, index) =>
      of('hanging')(
        say('Rule {number}', { number: index + 1 }),
        `${ruleName(rule, say)}: ${ruleText(rule, say)}`,
      ),
    ),
    ...corners.map((corner) =>
      of('corners')(
        say(cornerNames[corner]),
        layout[corner].map((item) => say(cornerItemNames[item])).join(', '),
      ),
    ),
    of('secondReader')(say('Heat map, opacity'), formatPercent(secondReader.heatMapOpacity)),
    of('secondReader')(
      say('Scores of a scan'),
      say(secondReader.readFirst ? 'after the verdict' : 'at once'),
    ),
    of('display')(say('Corner texts'), say(overlayWords[display.overlay])),
    of('display')(say('Magnified films'), say(display.smooth ? 'smooth' : 'show their pixels')),
    of('display')(
      say('Language'),
      display.language === 'system' ? say('As the system') : languageNames[display.language],
    ),
    of('display')(say('Contrast'), say(contrastWords[display.contrast])),
    of('display')(say('Size of the window’s texts'), `${display.size} %`),
  ];
}

const overlayWords = { full: 'full', minimal: 'minimal', none: 'none' } as const satisfies Readonly<
  Record<Preferences['display']['overlay'], Phrase>
>;
const contrastWords = {
  system: 'As the system',
  dark: 'Dark',
  high: 'High contrast',
} as const satisfies Readonly<Record<Preferences['display']['contrast'], Phrase>>;

function presetWords(preset: UserPreset, say: Say): string {
  const { modality, bodyPart, key } = preset;
  const films = [modality, bodyPart].filter((word) => word !== null).join(' ') || say('every film');
  return `${formatWindow(preset)}, ${films}${key === null ? '' : `, ${say('key {key}', { key })}`}`;
}

function writtenKeys(chords: readonly string[] = [], say: Say): string {
  return chords.map((chord) => writtenChord(chord, say)).join(` ${say('or')} `) || say('no key');
}

/** One choice that two sets of preferences make differently; null where one of them makes none. */
export interface ChangedChoice {
  readonly section: PreferencesSection;
  readonly name: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What would change if `after` took the place of `before`, in the order of the sections. */
export function changedChoices(
  before: Preferences,
  after: Preferences,
  say: Say = sayEnglish,
): readonly ChangedChoice[] {
  const [were, will] = [describePreferences(before, say), describePreferences(after, say)];
  const find = (choices: readonly DescribedChoice[], { section, name }: DescribedChoice): string | null =>
    choices.find((choice) => choice.section === section && choice.name === name)?.value ?? null;
  const all = [...will, ...were.filter((choice) => find(will, choice) === null)];
  return all
    .map((choice) => ({
      section: choice.section,
      name: choice.name,
      before: find(were, choice),
      after: find(will, choice),
    }))
    .filter(({ before, after }) => before !== after);
}
