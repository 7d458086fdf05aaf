import type { PaneLayout } from '#common/viewer/pane-layouts';
import type { Pane } from './pane.svelte.ts';

/** The panes of one window, in a layout of its own. */
export class PaneScreen {
  layout: PaneLayout = $state('1x1');
  /** The pane at the front takes the whole window; the others wait, as they are. */
  alone: boolean = $state(false);
  /** In reading order, as many as the layout has. */
  panes: readonly Pane[] = $state.raw([]);
  /** The one of them that was active last. */
  front: Pane = $state.raw()!;

  constructor(first: Pane) {
    this.panes = [first];
    this.front = first;
  }

  /** Takes these panes in, as many as the layout has. */
  take(layout: PaneLayout, panes: readonly Pane[]): void {
    this.layout = layout;
    this.alone = false;
    this.panes = panes;
    if (!panes.includes(this.front)) this.front = panes[0]!;
  }
}
