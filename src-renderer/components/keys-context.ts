import { createContext } from 'svelte';
import type { Action } from '#common/viewer/actions';
import { shortcuts } from '#common/viewer/shortcuts';
import type { KeysInForce } from '../state/keys-in-force.svelte.ts';

/** The keys in force, for tooltips and key caps; the window sets them, and components read them as they start. */
export const [keysInForce, provideKeys] = createContext<KeysInForce>();

const ofFilm: ReadonlySet<string> = new Set(['Browse', 'Read', 'Measure', 'Second reader']);

/**
 * For what lies over the film: a key that acts on the film goes no further than here.
 * @param own actions of the film that what lies over it knows too, and lets pass
 * @returns whether the key was kept from the film
 */
export function keepFromFilm(event: KeyboardEvent, keys: KeysInForce, own?: ReadonlySet<Action>): boolean {
  const action = keys.actionFor(event);
  if (action === null || own?.has(action) || !ofFilm.has(shortcuts[action].group)) return false;
  event.stopPropagation();
  return true;
}
