import type { VoiLutFunction } from '../dicom/image-description.ts';
import type { Shape } from '../measure/annotation.ts';
import type { Point } from '../viewer/view-transform.ts';

/** An image that an object refers to. Frames count from 0; null where all are meant. */
export interface ImageReference {
  readonly sopInstanceUid: string;
  readonly frames: readonly number[] | null;
}

/** Something that an object draws. */
export interface FoundDrawing {
  /** Empty where it is on every image that the object refers to. */
  readonly on: readonly ImageReference[];
  /** `TEXT` for words alone; else as PS3.3 C.10.5.1.2 and C.18.6.1.2 name them. */
  readonly type: string;
  /** In pixels from the outer corner of the first, or in fractions of the displayed area. */
  readonly points: readonly Point[];
  readonly unit: 'pixel' | 'display';
  readonly text: string;
  /** What it was drawn as, where Osteon drew it. */
  readonly shape: Shape | null;
}

/** Whose it is, and who made it when. Text is decoded and empty where the object has none. */
export interface ObjectHeading {
  readonly patientId: string;
  readonly patientName: string;
  readonly patientBirthDate: string;
  readonly seriesDescription: string;
  readonly manufacturer: string;
  /** DICOM's `YYYYMMDD` and `HHMMSS`. */
  readonly date: string;
  readonly time: string;
  readonly images: readonly ImageReference[];
  /** More than is read of one object was left out. */
  readonly isCut: boolean;
}

/** A content item of a document as a line; depth counts from 0. */
export interface ReportLine {
  readonly depth: number;
  readonly name: string;
  readonly value: string;
}

interface OfImages {
  readonly on: readonly ImageReference[];
}

/** A window in the modality units that the object's own rescale gives. */
export interface PresentedWindow extends OfImages {
  readonly center: number;
  readonly width: number;
  readonly function: VoiLutFunction;
}

/** Corners are pixels counted from 1, as they lie on the screen (PS3.3 C.10.4). */
export interface PresentedArea extends OfImages {
  readonly topLeft: Point;
  readonly bottomRight: Point;
}

/** How a presentation state has its images shown (PS3.3 A.33.1). */
export interface Presentation {
  readonly rescale: { readonly slope: number; readonly intercept: number } | null;
  readonly windows: readonly PresentedWindow[];
  /** Whether the lowest values are shown brightest. */
  readonly lowIsBright: boolean;
  /** Clockwise in degrees, before the flip. */
  readonly rotation: number;
  readonly flipped: boolean;
  readonly areas: readonly PresentedArea[];
}

/** A DICOM object that is no image, but about images. */
export type FoundObject = ObjectHeading &
  (
    | {
        readonly kind: 'report' | 'keySelection';
        readonly title: string;
        readonly isVerified: boolean;
        readonly lines: readonly ReportLine[];
        readonly drawings: readonly FoundDrawing[];
      }
    | {
        readonly kind: 'presentationState';
        readonly title: string;
        readonly presentation: Presentation;
        readonly drawings: readonly FoundDrawing[];
      }
  );

/** Whether one of the references is to this frame, or there is none and all are meant. */
export function isOn(on: readonly ImageReference[], sopInstanceUid: string, frame: number): boolean {
  return on.length === 0 || on.some((one) => refersTo(one, sopInstanceUid, frame));
}

export function refersTo(reference: ImageReference, sopInstanceUid: string, frame: number): boolean {
  const { frames } = reference;
  return reference.sopInstanceUid === sopInstanceUid && (frames === null || frames.includes(frame));
}

/** What has an object to it. */
interface Holding {
  readonly object: FoundObject;
}

/** Objects by the SOP Instance UIDs of the images that they refer to. */
export function groupedByImage<T extends Holding>(all: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const byImage = new Map<string, T[]>();
  for (const one of all)
    for (const { sopInstanceUid } of one.object.images) {
      const others = byImage.get(sopInstanceUid);
      if (others) others.push(one);
      else byImage.set(sopInstanceUid, [one]);
    }
  return byImage;
}

/** The objects that refer to none of these images. */
export function aboutNoneOf<T extends Holding>(
  all: readonly T[],
  sopInstanceUids: Iterable<string | null>,
): readonly T[] {
  const known = new Set(sopInstanceUids);
  return all.filter(({ object }) => !object.images.some(({ sopInstanceUid }) => known.has(sopInstanceUid)));
}
