import type { ImageId } from '../contract/ipc.ts';
import type { PatientGroup } from './grouping.ts';

export type Step = 'image' | 'series' | 'study' | 'patient';
export type Direction = 1 | -1;

/** The `place`th of `count`. */
export interface Ordinal {
  readonly place: number;
  readonly count: number;
}

interface Place {
  readonly imageId: ImageId;
  readonly series: string;
  readonly study: string;
  readonly patient: string;
}

/** The images in the order in which the list shows them. */
export function inListOrder(patients: readonly PatientGroup[]): readonly ImageId[] {
  return places(patients).map(({ imageId }) => imageId);
}

/** The images of the study that an image is of, in list order; none where the list does not have it. */
export function imagesOfStudy(patients: readonly PatientGroup[], imageId: ImageId): readonly ImageId[] {
  const all = places(patients);
  const study = all.find((place) => place.imageId === imageId)?.study;
  return all.filter((place) => place.study === study).map((place) => place.imageId);
}

/** Where the study of an image stands among those of the list, and the image within it, both from 1. */
export function placeInList(
  patients: readonly PatientGroup[],
  imageId: ImageId,
): { readonly study: Ordinal; readonly image: Ordinal } | null {
  const all = places(patients);
  const here = all.find((place) => place.imageId === imageId);
  if (here === undefined) return null;
  const studies = [...new Set(all.map(({ study }) => study))];
  const images = imagesOfStudy(patients, imageId);
  return {
    study: { place: studies.indexOf(here.study) + 1, count: studies.length },
    image: { place: images.indexOf(imageId) + 1, count: images.length },
  };
}

/**
 * The image that one step away from `from` leads to: the neighbour, or the first image of the neighbouring
 * series, study or patient. Null at the end of the list, where the selection stays.
 */
export function stepFrom(
  patients: readonly PatientGroup[],
  from: ImageId,
  step: Step,
  direction: Direction,
): ImageId | null {
  const all = places(patients);
  const here = all.findIndex(({ imageId }) => imageId === from);
  const start = all[here];
  if (start === undefined) return null;
  if (step === 'image') return all[here + direction]?.imageId ?? null;
  for (let index = here; index >= 0 && index < all.length; index += direction) {
    const place = all[index]!;
    if (place[step] !== start[step]) return all.find((other) => other[step] === place[step])?.imageId ?? null;
  }
  return null;
}

// A thousand images are laid out once for every list there is, and not at every step through it.
const placesOf = new WeakMap<readonly PatientGroup[], readonly Place[]>();

function places(patients: readonly PatientGroup[]): readonly Place[] {
  const known = placesOf.get(patients);
  if (known !== undefined) return known;
  const laidOut = layOut(patients);
  placesOf.set(patients, laidOut);
  return laidOut;
}

function layOut(patients: readonly PatientGroup[]): readonly Place[] {
  return patients.flatMap((patient) =>
    patient.studies.flatMap((study) =>
      study.series.flatMap((series) =>
        series.images.map(({ imageId }) => ({
          imageId,
          series: series.key,
          study: study.key,
          patient: patient.key,
        })),
      ),
    ),
  );
}
