import type { ImageId } from '../contract/ipc.ts';
import type { PatientGroup } from '../viewer/grouping.ts';

/**
 * The first image of the next open study that holds an unread film, after the study of `from` and round the end
 * of the list; null where everything else was read.
 */
export function nextUnreadImage(
  patients: readonly PatientGroup[],
  from: ImageId,
  isUnread: (imageId: ImageId) => boolean,
): ImageId | null {
  const studies = patients.flatMap((patient) =>
    patient.studies.map(({ series }) => series.flatMap(({ images }) => images.map(({ imageId }) => imageId))),
  );
  const here = studies.findIndex((images) => images.includes(from));
  const round = [...studies.slice(here + 1), ...studies.slice(0, Math.max(0, here))];
  return round.find((images) => images.some(isUnread))?.[0] ?? null;
}
