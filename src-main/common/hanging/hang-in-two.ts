import type { ImageId } from '../contract/ipc.ts';
import { layoutFor, paneCount, type PaneLayout } from '../viewer/pane-layouts.ts';
import type { Hanging } from './hang.ts';

/** What hangs in one window. */
export interface ScreenPlan {
  readonly layout: PaneLayout;
  /** One a pane, in reading order; null leaves it empty. */
  readonly images: readonly (ImageId | null)[];
}

/**
 * Spreads a hanging over two windows: the study that is read in the first, its priors in the second. Where no prior
 * hangs, the second gets the views that found no pane in the first.
 *
 * @param isOfStudy whether an image is of the study that is read
 */
export function hangInTwo(
  { layout, images, rest }: Hanging,
  isOfStudy: (imageId: ImageId) => boolean,
): readonly [first: ScreenPlan, second: ScreenPlan] {
  const hung = images.filter((id) => id !== null);
  const priors = hung.filter((id) => !isOfStudy(id));
  if (priors.length === 0) return [{ layout, images }, planFor(rest)];
  return [planFor(hung.filter(isOfStudy)), planFor(priors)];
}

function planFor(images: readonly ImageId[]): ScreenPlan {
  const layout = layoutFor(images.length);
  return { layout, images: Array.from({ length: paneCount(layout) }, (_, index) => images[index] ?? null) };
}
