import { foldText } from '../browse/search-text.ts';
import type { ImageEntry } from '../contract/ipc.ts';
import { bodyPartOf } from '../model/body-part.ts';
import { lateralityMark } from '../viewer/orientation.ts';
import { viewOf, views } from './view.ts';
import type { Phrase } from '../words/say.ts';

/** Why films hang in the order of their files. */
export type OrderNotice = 'viewUnknown' | 'sideUnknown';

export const orderNotices: Readonly<Record<OrderNotice, Phrase>> = {
  viewUnknown: 'View not stated: in the order of the files.',
  sideUnknown: 'Side not stated: in the order of the files.',
};

/** The films of one study and one body part, in the order in which they hang. */
export interface Joint {
  readonly images: readonly ImageEntry[];
  readonly notice: OrderNotice | null;
}

/** Whether a film can hang beside another: one picture of a study that says which. */
export function canHangBeside({ container, numberOfFrames, attributes }: ImageEntry): boolean {
  return container === 'dicom' && numberOfFrames === 1 && attributes.studyInstanceUid !== null;
}

export function isSameBodyPart(one: ImageEntry, other: ImageEntry): boolean {
  return bodyPartKey(one) === bodyPartKey(other);
}

/**
 * The films that hang with one of a study: by view from frontal to lateral, the patient's right at the left of
 * the screen. What is not stated is not guessed: films of which one says nothing keep the order of their files.
 *
 * @param study the images of the film's own study, in the order of their files
 */
export function jointOf(film: ImageEntry, study: readonly ImageEntry[]): Joint {
  if (!canHangBeside(film)) return { images: [film], notice: null };
  const images = study.filter((other) => canHangBeside(other) && isSameBodyPart(film, other));
  const ranks = images.map(viewRank);
  const sides = images.map(sideRank);
  const viewsKnown = !ranks.includes(null);
  const sidesKnown = !sides.includes(null);
  const key = (index: number): number =>
    (viewsKnown ? 10 * ranks[index]! : 0) + (sidesKnown ? sides[index]! : 0);
  const order = images.map((_, index) => index).sort((a, b) => key(a) - key(b) || a - b);
  const sideMatters = sides.some((side) => side !== null) || hasSides(film);
  const notice = !viewsKnown ? 'viewUnknown' : !sidesKnown && sideMatters ? 'sideUnknown' : null;
  return { images: order.map((index) => images[index]!), notice: images.length > 1 ? notice : null };
}

function viewRank({ attributes }: ImageEntry): number | null {
  const view = viewOf(attributes);
  return view === null ? null : views.indexOf(view);
}

/** As one stands before the patient: the right side at the left. */
function sideRank({ attributes }: ImageEntry): number | null {
  const side = lateralityMark(attributes);
  return side === null ? null : 'RBL'.indexOf(side);
}

/** Limbs come in pairs; trunk and head do not. */
function hasSides({ attributes }: ImageEntry): boolean {
  return bodyPartOf(attributes.bodyPartExamined)?.kind !== 'outside';
}

function bodyPartKey({ attributes }: ImageEntry): string {
  return foldText(attributes.bodyPartExamined ?? '');
}
