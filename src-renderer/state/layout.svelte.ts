import { nextOverlayMode, type OverlayMode } from '#common/viewer/corner-texts';

/** Which parts of the window are there. */
export class LayoutState {
  studyPanel: boolean = $state(true);
  resultPanel: boolean = $state(true);
  overlay: OverlayMode = $state('full');
  /** The overlays and shutters that the file brings along. */
  fileOverlays: boolean = $state(true);
  shutter: boolean = $state(true);
  shortcutMap: boolean = $state(false);
  /** Panels, toolbar and status bar step aside. */
  filmAlone: boolean = $state(false);

  cycleOverlay(): void {
    this.overlay = nextOverlayMode[this.overlay];
  }
}
