import { MediaQuery } from 'svelte/reactivity';
import type { DisplayPreferences } from '#common/preferences/preferences';

/** Which set of tokens of `styles.css` holds, as chosen or, followed in an effect, as the desktop asks for. */
export function setContrast(choice: DisplayPreferences['contrast']): void {
  const isHigh =
    choice === 'high' || (choice === 'system' && new MediaQuery('prefers-contrast: more').current);
  document.documentElement.dataset['contrast'] = isHigh ? 'high' : 'usual';
}
