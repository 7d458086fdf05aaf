import type { WindowLevel } from '../imaging/window-level.ts';

/** How the pixels are packed in a file, told by its content and never by its name. */
export type Container = 'dicom' | 'png' | 'jpeg';

/**
 * Who, what and how of an image, under the DICOM keywords in camelCase (PS3.6).
 * Text is already decoded; dates keep DICOM's `YYYYMMDD`, ages `nnnY`; an absent or empty attribute is null.
 */
export interface ImageAttributes {
  readonly patientId: string | null;
  readonly patientName: string | null;
  readonly patientBirthDate: string | null;
  readonly patientSex: string | null;
  readonly patientAge: string | null;
  readonly studyInstanceUid: string | null;
  readonly studyDate: string | null;
  readonly studyTime: string | null;
  readonly studyDescription: string | null;
  readonly accessionNumber: string | null;
  readonly institutionName: string | null;
  readonly seriesInstanceUid: string | null;
  readonly seriesNumber: string | null;
  readonly seriesDescription: string | null;
  readonly modality: string | null;
  readonly bodyPartExamined: string | null;
  /** Image Laterality (0020,0062) or else Laterality (0020,0060). */
  readonly imageLaterality: string | null;
  readonly viewPosition: string | null;
  readonly patientOrientation: string | null;
  readonly protocolName: string | null;
  readonly manufacturer: string | null;
  readonly kvp: string | null;
  readonly exposure: string | null;
  readonly sopClassUid: string | null;
  readonly sopInstanceUid: string | null;
  readonly instanceNumber: string | null;
  readonly acquisitionDate: string | null;
  /** Backslash-separated values of Image Type (0008,0008). */
  readonly imageType: string | null;
  readonly presentationIntentType: string | null;
  readonly conversionType: string | null;
  readonly burnedInAnnotation: string | null;
  /** True only for the films that Osteon itself renders (Image Type value 3 is `SYNTHETIC`). */
  readonly synthetic: boolean;
}

/** A window of the file with the words the file gives it, in modality units (PS3.3 C.11.2.1.2). */
export interface WindowPreset extends WindowLevel {
  readonly explanation: string | null;
}

/** The Image Pixel module (PS3.3 C.7.6.3) and the linear Modality LUT (C.11.1), for every container alike. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 8 | 16;
  readonly bitsStored: number;
  /** 0 unsigned, 1 two's complement. */
  readonly pixelRepresentation: 0 | 1;
  readonly photometricInterpretation: string;
  readonly numberOfFrames: number;
  /** Null for files that are not DICOM. */
  readonly transferSyntaxUid: string | null;
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  readonly rescaleType: string | null;
  /** In file order; empty when the file names none. */
  readonly windows: readonly WindowPreset[];
  /** True when the stored pixels went through an irreversible codec at some time. */
  readonly lossy: boolean;
}

/** What a file says of itself before any pixel is decoded. */
export interface ImageDescription {
  readonly container: Container;
  readonly attributes: ImageAttributes;
  readonly pixels: PixelDescription;
}
