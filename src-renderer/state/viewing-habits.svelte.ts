import { usualPreferences, type Preferences, type ReadingPreferences } from '#common/preferences/preferences';
import type { UserPreset } from '#common/viewer/user-presets';
import type { ViewTransform } from '#common/viewer/view-transform';
import type { Tool, ViewportState } from './viewport.svelte.ts';
import { ViewMemory, type View } from './view.ts';

/** What every pane has in common: the tool in hand, how films are drawn, and how each was left. */
export class ViewingHabits {
  tool: Tool = $state('window');
  /** Whether a magnified film is interpolated between its pixels, or shows them as the squares they are. */
  smooth: boolean = $derived.by(() => this.#preferences().display.smooth);
  readonly views = new ViewMemory();
  /** Told when a person changed how a film is looked at, and how it lay before. */
  onChange: (leader: ViewportState, change: Partial<View>, before: ViewTransform) => void = () => undefined;
  readonly #preferences: () => Preferences;

  constructor(preferences: () => Preferences = () => usualPreferences) {
    this.#preferences = preferences;
  }

  /** The windows that a person keeps by name. */
  get userPresets(): readonly UserPreset[] {
    return this.#preferences().windows.presets;
  }

  /** How the pointer windows a film. */
  get windowing(): ReadingPreferences {
    return this.#preferences().reading;
  }
}
