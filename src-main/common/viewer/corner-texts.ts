import type { ImageEntry } from '../contract/ipc.ts';
import type { ImageAttributes } from '../dicom/image-description.ts';
import type { PhysicalPixelSize, SpacingKnowledge } from '../imaging/pixel-size.ts';
import type { Corner, CornerItem } from './corner-layout.ts';
import { formatAge, formatDate, formatPersonName, formatTime } from './format.ts';
import { noIdentity } from './grouping.ts';
import { sayEnglish, type Phrase, type Say } from '../words/say.ts';

/** How much of the corner texts is shown; `O` goes round. */
export type OverlayMode = 'full' | 'minimal' | 'none';

export const nextOverlayMode: Readonly<Record<OverlayMode, OverlayMode>> = {
  full: 'minimal',
  minimal: 'none',
  none: 'full',
};

/** What minimal, and a narrow pane, keep: what tells two patients apart, and how the film is looked at. */
const minimalItems: ReadonlySet<CornerItem> = new Set<CornerItem>([
  'patientName',
  'patientId',
  'studyDate',
  'window',
  'zoom',
]);

export const cornerNames: Readonly<Record<Corner, Phrase>> = {
  topLeft: 'top left',
  topRight: 'top right',
  bottomLeft: 'bottom left',
  bottomRight: 'bottom right',
};

/** The words of the settings for each item. */
export const cornerItemNames: Readonly<Record<CornerItem, Phrase>> = {
  patientName: 'Name',
  patientId: 'Patient ID',
  patientBirthDate: 'Date of birth',
  ageAndSex: 'Age and sex',
  studyDate: 'Date of the study',
  studyTime: 'Time of the study',
  accessionNumber: 'Accession number',
  studyDescription: 'Study description',
  seriesDescription: 'Series description',
  protocolName: 'Protocol',
  institutionName: 'Institution',
  manufacturer: 'Manufacturer',
  modalityAndView: 'Modality, body part, view',
  kvp: 'Tube voltage',
  exposure: 'Exposure',
  instanceNumber: 'Image number',
  frameNumber: 'Frame',
  pixelSize: 'Pixel size',
  window: 'Window',
  zoom: 'Zoom and place in the list',
};

/** What the corners tell of: the film, and how it is looked at. */
export interface CornerFacts {
  readonly image: ImageEntry;
  readonly pixelSize: PhysicalPixelSize;
  /** Null where there is nothing to say of it yet. */
  readonly window: string | null;
  readonly zoom: string | null;
}

/** Whether a line stays where a pane is too narrow for all of them. */
export function isEssential(item: CornerItem): boolean {
  return minimalItems.has(item);
}

/** The lines of a corner, from the top down; what the file does not say has none. */
export function cornerLines(
  items: readonly CornerItem[],
  facts: CornerFacts,
  mode: OverlayMode,
  say: Say = sayEnglish,
): readonly { readonly item: CornerItem; readonly text: string }[] {
  if (mode === 'none') return [];
  return items.flatMap((item) => {
    const text = mode === 'full' || minimalItems.has(item) ? lineOf[item](facts, say) : null;
    return text === null || text.trim() === '' ? [] : [{ item, text }];
  });
}

type Line = (facts: CornerFacts, say: Say) => string | null;
const ofFilm =
  (line: (attributes: ImageAttributes, image: ImageEntry, say: Say) => string | null): Line =>
  ({ image }, say) =>
    line(image.attributes, image, say);
const labelled = (words: string, value: string | null): string | null =>
  value === null ? null : `${words} ${value}`;

const lineOf: Readonly<Record<CornerItem, Line>> = {
  patientName: ofFilm((attributes, _, say) => nameOf(attributes) || say(noIdentity)),
  // Where nobody is named, the file is: something must tell two films apart.
  patientId: ofFilm((attributes, { displayName }) =>
    attributes.patientId === null && nameOf(attributes) === ''
      ? displayName
      : labelled('ID', attributes.patientId),
  ),
  patientBirthDate: ofFilm(({ patientBirthDate: date }, _, say) =>
    labelled(say('born'), date && formatDate(date)),
  ),
  ageAndSex: ofFilm(({ patientAge, patientSex }, _, say) =>
    join([patientAge && formatAge(patientAge, say), patientSex]),
  ),
  studyDate: ofFilm(({ studyDate }) => studyDate && formatDate(studyDate)),
  studyTime: ofFilm(({ studyTime }) => studyTime && formatTime(studyTime)),
  accessionNumber: ofFilm(({ accessionNumber }, _, say) => labelled(say('Acc.'), accessionNumber)),
  studyDescription: ofFilm(({ studyDescription }) => studyDescription),
  seriesDescription: ofFilm(({ seriesDescription }) => seriesDescription),
  protocolName: ofFilm(({ protocolName }) => protocolName),
  institutionName: ofFilm(({ institutionName }) => institutionName),
  manufacturer: ofFilm(({ manufacturer }) => manufacturer),
  modalityAndView: ofFilm(({ modality, bodyPartExamined, viewPosition }) =>
    join([modality, bodyPartExamined, viewPosition]),
  ),
  kvp: ofFilm(({ kvp }) => (kvp === null ? null : `${Number(kvp) || kvp} kV`)),
  exposure: ofFilm(({ exposure }) => (exposure === null ? null : `${Number(exposure) || exposure} mAs`)),
  instanceNumber: ofFilm(({ instanceNumber }, _, say) => labelled(say('image'), instanceNumber)),
  frameNumber: ofFilm((_, { frame, numberOfFrames }, say) =>
    numberOfFrames > 1 ? say('frame {frame}/{count}', { frame: frame + 1, count: numberOfFrames }) : null,
  ),
  pixelSize: ({ pixelSize }, say) => pixelSizeLine(pixelSize, say),
  window: ({ window }) => window,
  zoom: ({ zoom }) => zoom,
};

const knowledge: Readonly<Record<SpacingKnowledge, Phrase>> = {
  calibrated: 'calibrated',
  magnificationCorrected: 'magnification-corrected',
  atDetector: 'at detector',
  unknown: 'not known where',
};

/** How large a pixel is and how that is known: `0.14 mm/px at detector`; null where the file says nothing. */
export function pixelSizeLine(
  { rowSpacing, columnSpacing, known }: PhysicalPixelSize,
  say: Say = sayEnglish,
): string | null {
  if (rowSpacing === null || columnSpacing === null) return null;
  const [across, down] = [significant(columnSpacing, say), significant(rowSpacing, say)];
  return `${across === down ? across : `${across} × ${down}`} mm/px ${say(knowledge[known])}`;
}

/** Three digits are more than any detector's pitch is known to. */
function significant(value: number, say: Say): string {
  return say('{value}', { value: Number(value.toPrecision(3)) });
}

function nameOf({ patientName }: ImageAttributes): string {
  return patientName === null ? '' : formatPersonName(patientName);
}

function join(words: readonly (string | null)[]): string | null {
  return words.filter((word) => word !== null && word.trim() !== '').join(' · ') || null;
}
