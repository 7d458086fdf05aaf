import type { ImageEntry } from '../contract/ipc.ts';
import { noIdentity, type PatientGroup, type StudyGroup } from './grouping.ts';

/** One line of the study list; headings and images alike, so that only those in sight need be drawn. */
export type ListRow = { readonly key: string } & (
  | { readonly kind: 'patient'; readonly title: string; readonly patientId: string | null }
  | { readonly kind: 'study' | 'series'; readonly title: string }
  | { readonly kind: 'image'; readonly image: ImageEntry }
);

/** In CSS pixels; the style sheet of the list keeps to these. */
export const rowHeights: Readonly<Record<ListRow['kind'], number>> = {
  patient: 32,
  study: 20,
  series: 20,
  image: 96,
};

/** The list from top to bottom. Files without an identity that follow each other share one heading. */
export function listRows(patients: readonly PatientGroup[]): readonly ListRow[] {
  return patients.flatMap((patient, index) => {
    const { key, name, patientId, studies } = patient;
    const rows = studies.flatMap((study) => studyRows(study, name !== null));
    if (name === null && index > 0 && patients[index - 1]!.name === null) return rows;
    return [{ kind: 'patient', key: `patient|${key}`, title: name ?? noIdentity, patientId }, ...rows];
  });
}

/** Where each row begins, in CSS pixels from the top; one more entry than rows, the last being the end. */
export function rowOffsets(rows: readonly ListRow[]): readonly number[] {
  let end = 0;
  return [0, ...rows.map(({ kind }) => (end += rowHeights[kind]))];
}

export interface RowRange {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
}

/** The rows that touch the stretch from `top` to `bottom`. */
export function rowsWithin(offsets: readonly number[], top: number, bottom: number): RowRange {
  const count = offsets.length - 1;
  const from = Math.min(count, Math.max(0, firstBeyond(offsets, top) - 1));
  return { from, to: Math.min(count, Math.max(from, firstBeyond(offsets, bottom))) };
}

function studyRows(study: StudyGroup, titled: boolean): readonly ListRow[] {
  const [first] = study.series;
  const differ = study.series.some(({ title }) => title !== first?.title);
  const rows = study.series.flatMap(({ key, title, images }): readonly ListRow[] => [
    ...(differ && title !== '' ? [{ kind: 'series', key: `series|${key}`, title } as const] : []),
    ...images.map((image) => ({ kind: 'image', key: image.imageId, image }) as const),
  ]);
  return titled ? [{ kind: 'study', key: `study|${study.key}`, title: study.title }, ...rows] : rows;
}

/** Index of the first offset greater than `position`, by bisection. */
function firstBeyond(offsets: readonly number[], position: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (offsets[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
