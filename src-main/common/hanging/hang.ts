import type { ImageEntry, ImageId } from '../contract/ipc.ts';
import { paneCount, type PaneLayout } from '../viewer/pane-layouts.ts';
import { ruleFor, type HangingRule } from './hanging-rules.ts';
import { jointOf, type OrderNotice } from './joint.ts';
import { matchPriors, priorFilms } from './prior.ts';

/** How the films of a joint are to hang. */
export interface Hanging {
  readonly layout: PaneLayout;
  /** One a pane, in reading order; null leaves it empty. */
  readonly images: readonly (ImageId | null)[];
  /** Of the joint, in its order, what found no pane: for a second window, or for the keys to reach. */
  readonly rest: readonly ImageId[];
  readonly notice: OrderNotice | null;
}

/**
 * Hangs the joint that a film is of, its prior in the panes that are left, by the first rule that applies.
 *
 * @param study the images of the film's study, in the order of their files
 * @param others further open images, of any patient
 */
export function hang(
  film: ImageEntry,
  study: readonly ImageEntry[],
  others: readonly ImageEntry[],
  rules: readonly HangingRule[],
): Hanging {
  const { images, notice } = jointOf(film, study);
  const priors = priorFilms(film, others);
  const rule = ruleFor(rules, images, priors.length > 0);
  const restBeside = (hung: readonly ImageEntry[]): readonly ImageId[] =>
    images.filter((image) => !hung.includes(image)).map(({ imageId }) => imageId);
  if (rule === null) return { layout: '1x1', images: [film.imageId], rest: restBeside([film]), notice };
  const places = paneCount(rule.layout);
  const current = seen(images, film, places);
  const room = rule.prior ? places - current.length : 0;
  const before = matchPriors(current, priors).slice(0, room);
  const hung = [...current, ...before].map((image) => image?.imageId ?? null);
  const empty = Array.from({ length: places - hung.length }, () => null);
  return {
    layout: rule.layout,
    images: [...hung, ...empty],
    rest: restBeside(current),
    notice,
  };
}

/** The first so many, or else so many that the film is among them. */
function seen(images: readonly ImageEntry[], film: ImageEntry, places: number): readonly ImageEntry[] {
  const last = images.indexOf(film) + 1;
  return images.slice(Math.max(0, last - places), Math.max(places, last));
}
