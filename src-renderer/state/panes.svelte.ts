import type { ImageId } from '#common/contract/ipc';
import type { ScreenPlan } from '#common/hanging/hang-in-two';
import { paneCount, type PaneLayout } from '#common/viewer/pane-layouts';
import type { ViewTransform } from '#common/viewer/view-transform';
import { PaneScreen } from './pane-screen.svelte.ts';
import type { Pane } from './pane.svelte.ts';
import type { View } from './view.ts';
import type { ViewportState } from './viewport.svelte.ts';

/**
 * The panes of the film area, and of the second window while it is open. Toolbar, keys and the panels at the sides
 * are about the active one, whichever window it is in.
 */
export class PanesState {
  readonly first: PaneScreen;
  /** Null while there is one window alone. */
  second: PaneScreen | null = $state.raw(null);
  /** Zoom, pan and window of one pane go along with those of the others. */
  linked: boolean = $state(false);
  #active: Pane;
  readonly #create: () => Pane;

  constructor(create: () => Pane) {
    this.#create = create;
    this.#active = $state.raw(create());
    this.first = new PaneScreen(this.#active);
  }

  get screens(): readonly PaneScreen[] {
    return this.second === null ? [this.first] : [this.first, this.second];
  }

  /** In reading order, those of the second window last. */
  get all(): readonly Pane[] {
    return this.screens.flatMap(({ panes }) => panes);
  }

  get active(): Pane {
    return this.#active;
  }

  /** The one that the active pane is on. */
  get activeScreen(): PaneScreen {
    return this.screenOf(this.#active) ?? this.first;
  }

  screenOf(pane: Pane): PaneScreen | null {
    return this.screens.find(({ panes }) => panes.includes(pane)) ?? null;
  }

  activate(pane: Pane): void {
    const screen = this.screenOf(pane);
    if (pane === this.#active || screen === null) return;
    // A key held for the lens of one pane is let go over another.
    this.#active.viewport.magnifier.release();
    this.#active = pane;
    screen.front = pane;
  }

  /** Goes round the panes. */
  step(direction: 1 | -1): void {
    const { all } = this;
    const next = all.indexOf(this.#active) + direction;
    this.activate(all.at(next % all.length) ?? this.#active);
  }

  /** Lets the linked panes go along with one that a person changed; the window among films of its modality. */
  lead(leader: ViewportState, change: Partial<View>, before: ViewTransform): void {
    if (!this.linked) return;
    const modalityOf = (pane: Pane | undefined): string | null => pane?.shown?.attributes.modality ?? null;
    const modality = modalityOf(this.all.find(({ viewport }) => viewport === leader));
    for (const pane of this.all)
      if (pane.viewport !== leader)
        pane.viewport.follow(leader, change, before, modality !== null && modality === modalityOf(pane));
  }

  /** The first pane that was given the image; null where none was. */
  holding(imageId: ImageId): Pane | null {
    return this.all.find((pane) => pane.imageId === imageId) ?? null;
  }

  /**
   * Makes so many panes in the window of the active one. Those that stay keep their films, the active one among
   * them; the others are emptied.
   */
  arrange(layout: PaneLayout): void {
    const screen = this.activeScreen;
    const count = paneCount(layout);
    const before = screen.panes;
    const fits = before.indexOf(this.#active) < count;
    const kept = fits ? before.slice(0, count) : [...before.slice(0, count - 1), this.#active];
    const added = Array.from({ length: count - kept.length }, () => this.#create());
    for (const pane of before) if (!kept.includes(pane)) pane.viewport.clear();
    screen.take(layout, [...kept, ...added]);
  }

  /**
   * Makes a pane for each image, null for an empty one; a pane that has an image already keeps it.
   *
   * @param plans one a window
   */
  hang(plans: readonly ScreenPlan[]): void {
    const held = plans.flatMap(({ images }) => images.map((id) => (id === null ? null : this.holding(id))));
    const free = this.all.filter((pane) => !held.includes(pane));
    const all = held.map((pane) => pane ?? free.shift() ?? this.#create());
    for (const pane of free) pane.viewport.clear();
    let taken = 0;
    this.screens.forEach((screen, index) => {
      const plan = plans[index];
      if (plan) screen.take(plan.layout, all.slice(taken, (taken += plan.images.length)));
    });
    if (!all.includes(this.#active)) this.activate(all[0]!);
  }

  /** One empty pane in a window of its own. */
  openSecond(): void {
    this.second ??= new PaneScreen(this.#create());
  }

  /** Its films stay in the list. */
  closeSecond(): void {
    const { second } = this;
    if (second === null) return;
    if (second.panes.includes(this.#active)) this.activate(this.first.front);
    this.second = null;
    for (const { viewport } of second.panes) viewport.clear();
  }
}
