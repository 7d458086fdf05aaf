import type { ImageId } from '../contract/ipc.ts';
import type { PatientGroup } from './grouping.ts';

export type Step = 'image' | 'series' | 'study' | 'patient';
export type Direction = 1 | -1;

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

function places(patients: readonly PatientGroup[]): readonly Place[] {
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
