import { keysOf, type KeyPress } from '#common/viewer/chords';
import { actionFor, keyMapOf, tooltipOf, type KeyboardChoice, type KeyMap } from '#common/viewer/key-map';
import type { Action } from '#common/viewer/actions';
import { say } from '../words.svelte.ts';

/** The keys that a person chose, for whoever dispatches, names or draws them. */
export class KeysInForce {
  readonly map: KeyMap = $derived.by(() => keyMapOf(this.#choice()));
  readonly #choice: () => KeyboardChoice;

  constructor(choice: () => KeyboardChoice) {
    this.#choice = choice;
  }

  actionFor(press: KeyPress): Action | null {
    return actionFor(this.map, press);
  }

  /** The keys to press, as they are written on keyboards; none for an action without. */
  keysOf(action: Action): readonly string[] {
    const chord = this.map[action][0];
    return chord === undefined ? [] : keysOf(chord, say);
  }

  /** `Invert (I)`. */
  tooltipOf(action: Action): string {
    return tooltipOf(this.map, action, say);
  }
}
