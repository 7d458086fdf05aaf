import type { ImageEntry } from '../contract/ipc.ts';
import type { ImageAttributes } from '../dicom/image-description.ts';
import type { PhysicalPixelSize, SpacingKnowledge } from '../imaging/pixel-size.ts';
import { formatAge, formatDate, formatPersonName } from './format.ts';
import { noIdentity } from './grouping.ts';

/** How much of the corner texts is shown; `O` goes round. */
export type OverlayMode = 'full' | 'minimal' | 'none';

export const nextOverlayMode: Readonly<Record<OverlayMode, OverlayMode>> = {
  full: 'minimal',
  minimal: 'none',
  none: 'full',
};

/** Who is on the film, top left. Minimal keeps what tells two patients apart. */
export function patientLines({ attributes, displayName }: ImageEntry, mode: OverlayMode): readonly string[] {
  const { patientName, patientId, patientBirthDate } = attributes;
  const name = patientName === null ? '' : formatPersonName(patientName);
  if (name === '' && patientId === null) return [noIdentity, displayName];
  const born = patientBirthDate === null ? null : `born ${formatDate(patientBirthDate)}`;
  const lines = [name || noIdentity, patientId === null ? null : `ID ${patientId}`];
  return present(mode === 'full' ? [...lines, born, ageAndSex(attributes)] : lines);
}

/** When and why it was taken, top right. */
export function studyLines({ attributes }: ImageEntry, mode: OverlayMode): readonly string[] {
  const date = attributes.studyDate === null ? null : formatDate(attributes.studyDate);
  if (mode !== 'full') return present([date]);
  return present([
    date,
    attributes.studyDescription,
    attributes.seriesDescription,
    attributes.institutionName,
  ]);
}

/** How it was taken, bottom right. */
export function techniqueLines({ attributes, numberOfFrames, frame }: ImageEntry): readonly string[] {
  const { modality, bodyPartExamined, viewPosition, kvp } = attributes;
  return present([
    join([modality, bodyPartExamined, viewPosition]),
    kvp === null ? null : `${Number(kvp) || kvp} kV`,
    numberOfFrames > 1 ? `frame ${frame + 1}/${numberOfFrames}` : null,
  ]);
}

const knowledge: Readonly<Record<SpacingKnowledge, string>> = {
  calibrated: 'calibrated',
  magnificationCorrected: 'magnification-corrected',
  atDetector: 'at detector',
  unknown: 'not known where',
};

/** How large a pixel is and how that is known: `0.14 mm/px at detector`; null where the file says nothing. */
export function pixelSizeLine({ rowSpacing, columnSpacing, known }: PhysicalPixelSize): string | null {
  if (rowSpacing === null || columnSpacing === null) return null;
  const [across, down] = [significant(columnSpacing), significant(rowSpacing)];
  return `${across === down ? across : `${across} × ${down}`} mm/px ${knowledge[known]}`;
}

/** Three digits are more than any detector's pitch is known to. */
function significant(value: number): string {
  return String(Number(value.toPrecision(3)));
}

function ageAndSex({ patientAge, patientSex }: ImageAttributes): string | null {
  return join([patientAge === null ? null : formatAge(patientAge), patientSex]);
}

function join(words: readonly (string | null)[]): string | null {
  return present(words).join(' · ') || null;
}

function present(lines: readonly (string | null)[]): readonly string[] {
  return lines.filter((line): line is string => line !== null && line.trim() !== '');
}
