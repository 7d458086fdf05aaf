import { describeImageFile } from '#node/decode/image-file';
import { sha256 } from '#node/inference/model-store';
import type { View } from './labelled-film.ts';

/** What a DICOM film says of itself; all null or empty for a film of another kind. */
export interface DicomTraits {
  /** The same for the films of one patient; a hash, as no patient's ID belongs in a log or a checkpoint. */
  readonly patient: string | null;
  readonly bodyParts: readonly string[];
  readonly views: readonly View[] | null;
}

/** Reads a film's header. A file that cannot be read says nothing here; decoding it will name it. */
export async function readDicomTraits(path: string): Promise<DicomTraits> {
  const description = await describeImageFile(path).catch(() => null);
  const { patientId, bodyPartExamined, viewPosition } = description?.attributes ?? {};
  return {
    patient: patientId ? hashPatient(patientId) : null,
    bodyParts: bodyPartExamined ? [bodyPartExamined.toUpperCase()] : [],
    views: viewsOf(viewPosition ?? ''),
  };
}

/** The same word for the same patient, and not their name or number. */
export function hashPatient(patient: string): string {
  return sha256(`patient ${patient}`).slice(0, 16);
}

/** By the defined terms of View Position (PS3.3 C.8.7.1.1.1 and C.8.11.5.1). */
function viewsOf(viewPosition: string): readonly View[] | null {
  const term = viewPosition.toUpperCase();
  if (['AP', 'PA'].includes(term)) return ['frontal'];
  if (['LL', 'RL', 'LATERAL'].includes(term)) return ['lateral'];
  return ['RLO', 'LLO', 'RAO', 'LAO', 'RPO', 'LPO', 'OBLIQUE'].includes(term) ? ['oblique'] : null;
}
