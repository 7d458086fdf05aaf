import { isBareKey, writtenChord } from './chords.ts';
import { holderOf, keyMapOf, schemeKeys, type KeyboardChoice } from './key-map.ts';
import type { Action } from './actions.ts';
import { shortcuts } from './shortcuts.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** What the desktop, the lists and the fields of the page do with these keys, whatever else is chosen. */
const reserved: Readonly<Record<string, Phrase>> = {
  Tab: 'moves the keyboard on',
  'Shift+Tab': 'moves the keyboard back',
  Enter: 'presses what has the keyboard',
  Escape: 'leaves whatever is open',
  'Ctrl+A': 'selects text',
  'Ctrl+V': 'pastes text',
  'Ctrl+X': 'cuts text',
  'Ctrl+Q': 'closes Osteon',
  'Alt+F4': 'closes Osteon',
};

/** Why a chord cannot be bound to an action, in a sentence; null where it can. */
export function refusalOf(action: Action, chord: string, say: Say = sayEnglish): string | null {
  const use = reserved[chord];
  if (use !== undefined)
    return say('{keys} {use} and cannot be bound.', { keys: writtenChord(chord, say), use: say(use) });
  if (shortcuts[action].destructive && isBareKey(chord))
    return say(
      'What deletes cannot hang on a single letter: hold Ctrl, Alt or Shift with it, or use Delete.',
    );
  return null;
}

/** Who has the chord now, other than the action itself. */
export function conflictOf(keyboard: KeyboardChoice, action: Action, chord: string): Action | null {
  const holder = holderOf(keyMapOf(keyboard), chord);
  return holder === action ? null : holder;
}

/**
 * Binds an action to a chord alone. Whoever had the chord takes over the one that the action gives up, so that
 * both stay within reach; where it may not, or there is none, it goes without.
 */
export function bound(keyboard: KeyboardChoice, action: Action, chord: string): KeyboardChoice {
  const keys = keyMapOf(keyboard);
  const conflict = conflictOf(keyboard, action, chord);
  const remapped = { ...keyboard.remapped, [action]: [chord] };
  if (conflict === null) return { ...keyboard, remapped };
  const given = keys[action][0];
  const fits = given !== undefined && refusalOf(conflict, given) === null;
  const chords = keys[conflict].flatMap((other) => (other !== chord ? [other] : fits ? [given] : []));
  return { ...keyboard, remapped: { ...remapped, [conflict]: chords } };
}

/** Gives an action the keys of its scheme again; any of them that another was bound to stay with that one. */
export function unbound(keyboard: KeyboardChoice, action: Action): KeyboardChoice {
  const remapped = { ...keyboard.remapped };
  delete remapped[action];
  return { ...keyboard, remapped };
}

/** Whether an action's keys are other than its scheme's. */
export function isRemapped(keyboard: KeyboardChoice, action: Action): boolean {
  return keyMapOf(keyboard)[action].join() !== schemeKeys(keyboard.scheme)[action].join();
}
