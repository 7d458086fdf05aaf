import { createContext } from 'svelte';
import type { KeysInForce } from '../state/keys-in-force.svelte.ts';

/** The keys in force, for tooltips and key caps; the window sets them, and components read them as they start. */
export const [keysInForce, provideKeys] = createContext<KeysInForce>();
