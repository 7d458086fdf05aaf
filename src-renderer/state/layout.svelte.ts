import { usualPreferences, type DisplayPreferences } from '#common/preferences/preferences';
import { nextOverlayMode, type OverlayMode } from '#common/viewer/corner-texts';

/** Which parts of the window are there. */
export class LayoutState {
  studyPanel: boolean = $state(true);
  resultPanel: boolean = $state(true);
  overlay: OverlayMode = $derived.by(() => this.#display().overlay);
  /** The overlays and shutters that the file brings along. */
  fileOverlays: boolean = $state(true);
  shutter: boolean = $state(true);
  /** What was drawn on films. */
  annotations: boolean = $state(true);
  shortcutMap: boolean = $state(false);
  /** What the monitor is judged by lies over everything. */
  testPattern: boolean = $state(false);
  /** Panels, toolbar and status bar step aside. */
  filmAlone: boolean = $state(false);

  readonly #display: () => DisplayPreferences;

  /** @param display what a choice sets anew; the keys go on from it */
  constructor(display: () => DisplayPreferences = () => usualPreferences.display) {
    this.#display = display;
  }

  cycleOverlay(): void {
    this.overlay = nextOverlayMode[this.overlay];
  }
}
