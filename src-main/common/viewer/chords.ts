import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** The part of a DOM KeyboardEvent that names a chord. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Spells a key press as the tables do: `Ctrl+Alt+Shift+` in this order, then the key. Shift counts for letters
 * and for named keys; a symbol such as `?` or `+` is itself, since where Shift comes in depends on the keyboard's
 * layout.
 */
export function chordOf(press: KeyPress): string {
  const letter = letterOf(press);
  const named = press.key === ' ' ? 'Space' : press.key;
  const parts = [
    press.ctrlKey || press.metaKey ? 'Ctrl' : null,
    press.altKey ? 'Alt' : null,
    press.shiftKey && (letter !== null || named.length > 1) ? 'Shift' : null,
    letter ?? named,
  ];
  return parts.filter((part) => part !== null).join('+');
}

/**
 * On a Cyrillic or Greek layout the letter printed on the same key of a Latin one; so too under Alt on a Mac,
 * which types signs with it.
 */
function letterOf({ key, code, ctrlKey, altKey }: KeyPress): string | null {
  if (/^[a-z]$/i.test(key)) return key.toUpperCase();
  const printed = /^Key([A-Z])$/.exec(code)?.[1] ?? null;
  if (/^\p{L}$/u.test(key)) return printed ?? code;
  return altKey && !ctrlKey && key.length === 1 ? printed : null;
}

const keyNames: Readonly<Record<string, Phrase>> = {
  Ctrl: 'Ctrl',
  Shift: 'Shift',
  Enter: 'Enter',
  Delete: 'Delete',
  Home: 'Home',
  End: 'End',
  Space: 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
  Escape: 'Esc',
};

/** The keys of a chord as they are written on keyboards, one per key to press. */
export function keysOf(chord: string, say: Say = sayEnglish): readonly string[] {
  return partsOf(chord).map((key) => {
    const name = keyNames[key];
    return name === undefined ? key : say(name);
  });
}

/** `Ctrl+←`, for running text. */
export function writtenChord(chord: string, say: Say = sayEnglish): string {
  return keysOf(chord, say).join('+');
}

const acceleratorNames: Readonly<Record<string, string>> = {
  Ctrl: 'CmdOrCtrl',
  '+': 'Plus',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
};

/** As the menus of the desktop spell it; undefined for single keys, which belong to the page alone. */
export function acceleratorOf(chord: string | undefined): string | undefined {
  if (chord === undefined) return undefined;
  const parts = partsOf(chord);
  const alone = parts.length === 1 && !/^F\d+$/.test(chord);
  return alone ? undefined : parts.map((part) => acceleratorNames[part] ?? part).join('+');
}

/** True of a letter, digit or sign that needs no other key but perhaps Shift for the sign. */
export function isBareKey(chord: string): boolean {
  return partsOf(chord).length === 1 && chord.length === 1;
}

/** The key itself may be the sign that stands between the parts. */
function partsOf(chord: string): readonly string[] {
  const modifiers = chord.slice(0, -1).split('+').slice(0, -1);
  return [...modifiers, chord.slice(modifiers.join('+').length + (modifiers.length > 0 ? 1 : 0))];
}
