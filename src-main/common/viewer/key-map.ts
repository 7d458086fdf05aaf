import type { Say } from '../words/say.ts';
import { chordOf, writtenChord, type KeyPress } from './chords.ts';
import { keySchemes, type KeySchemeName } from './key-schemes.ts';
import { actions, type Action } from './actions.ts';
import { shortcuts } from './shortcuts.ts';

/** What a person chose about keys. */
export interface KeyboardChoice {
  readonly scheme: KeySchemeName;
  /** The chords of the actions that were bound by hand, first the one that tooltips name. */
  readonly remapped: Readonly<Partial<Record<Action, readonly string[]>>>;
}

/** The chords in force. No chord leads to two actions; an action whose keys were given away has none. */
export type KeyMap = Readonly<Record<Action, readonly string[]>>;

/** Leaves whatever is open, whatever else is chosen. */
const wayOut = 'Escape';

/** A scheme with what was bound by hand over it: where both claim a chord, the hand has it. */
export function keyMapOf({ scheme, remapped }: KeyboardChoice): KeyMap {
  const base = schemeKeys(scheme);
  const claimed = new Set([wayOut]);
  const claim = (chords: readonly string[]): readonly string[] => {
    const free = chords.filter((chord) => !claimed.has(chord));
    for (const chord of free) claimed.add(chord);
    return free;
  };
  const byHand = new Map(actions.map((action) => [action, remapped[action] && claim(remapped[action])]));
  return tableOf((action) => {
    const chords = byHand.get(action) ?? claim(base[action]);
    return action === 'reset' ? [...chords, wayOut] : chords;
  });
}

/** The keys of a scheme as it comes. */
export function schemeKeys(scheme: KeySchemeName): KeyMap {
  const { chords: own } = keySchemes[scheme];
  const taken = new Set(Object.values(own).flat());
  return tableOf((action) => {
    const { chords } = shortcuts[action];
    const left = chords.filter((chord) => !taken.has(chord));
    return own[action] ?? (left.length > 0 ? left : [aside(chords[0])]);
  });
}

/** Where an action goes whose key a scheme gave to another. */
function aside(chord: string): string {
  if (chord.startsWith('Alt+')) return `Ctrl+${chord}`;
  return chord.startsWith('Ctrl+') ? `Ctrl+Alt+${chord.slice('Ctrl+'.length)}` : `Alt+${chord}`;
}

/** Which action a key press is for; null for those of no action. */
export function actionFor(keys: KeyMap, press: KeyPress): Action | null {
  return holderOf(keys, chordOf(press));
}

export function holderOf(keys: KeyMap, chord: string): Action | null {
  return actions.find((action) => keys[action].includes(chord)) ?? null;
}

/** `Invert (I)`, for tooltips and accessible names; the words alone where the action has no key. */
export function tooltipOf(keys: KeyMap, action: Action, say: Say): string {
  const chord = keys[action][0];
  const words = say(shortcuts[action].words);
  return chord === undefined ? words : `${words} (${writtenChord(chord, say)})`;
}

function tableOf(chordsOf: (action: Action) => readonly string[]): KeyMap {
  return Object.fromEntries(actions.map((action) => [action, chordsOf(action)])) as unknown as KeyMap;
}
