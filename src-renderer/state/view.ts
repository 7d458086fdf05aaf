import type { ImageId } from '#common/contract/ipc';
import { noFilters, type FilmFilters } from '#common/imaging/film-filters';
import type { Voi } from '#common/imaging/voi';
import { asStored, type FilmOrientation } from '#common/viewer/film-orientation';
import type { Placement } from '#common/viewer/view-transform';

/** How one film is looked at. */
export interface View {
  /** Null while the film is under what it opens with. */
  readonly voi: Voi | null;
  readonly invert: boolean;
  /** Null while the film is fitted to whatever size the viewport has. */
  readonly placement: Placement | null;
  readonly orientation: FilmOrientation;
  readonly filters: FilmFilters;
}

/** How a film is looked at before anyone has touched it. */
export const untouchedView: View = {
  voi: null,
  invert: false,
  placement: null,
  orientation: asStored,
  filters: noFilters,
};

/** Keeps the views that were changed, so that going back shows a film as it was left. */
export class ViewMemory {
  readonly #views = new Map<ImageId, View>();

  recall(imageId: ImageId): View | null {
    return this.#views.get(imageId) ?? null;
  }

  keep(imageId: ImageId, view: View): void {
    this.#views.set(imageId, view);
  }
}
