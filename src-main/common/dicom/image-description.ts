import type { WindowLevel } from '../imaging/window-level.ts';
import type { LookupTable, Palette } from './lookup-table.ts';
import type { Shutter } from './shutter.ts';

/** How the pixels are packed in a file, told by its content and never by its name. */
export type Container = 'dicom' | 'png' | 'jpeg' | 'tiff' | 'bmp' | 'jpeg2000' | 'jpegls';

/**
 * Who, what and how of an image, under the DICOM keywords in camelCase (PS3.6).
 * Text is already decoded; dates keep DICOM's `YYYYMMDD`, ages `nnnY`; an absent or empty attribute is null.
 */
export interface ImageAttributes {
  readonly patientId: string | null;
  readonly issuerOfPatientId: string | null;
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

/** How a window maps modality values: VOI LUT Function (0028,1056; PS3.3 C.11.2.1.2 and C.11.2.1.3). */
export type VoiLutFunction = 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';

/** A window of the file with the words the file gives it, in modality units (PS3.3 C.11.2.1.2). */
export interface WindowPreset extends WindowLevel {
  readonly explanation: string | null;
}

/** Stored values that are no image, ends included (PS3.3 C.7.5.1.1.2). */
export interface PixelPadding {
  readonly lower: number;
  readonly upper: number;
}

/** All that a file says of physical size, before anybody judges it; row spacing first, in millimetres. */
export interface SpacingAttributes {
  readonly pixelSpacing: readonly [number, number] | null;
  readonly imagerPixelSpacing: readonly [number, number] | null;
  readonly nominalScannedPixelSpacing: readonly [number, number] | null;
  /** GEOMETRY or FIDUCIAL (PS3.3 10.7.1.2); null where the file does not say. */
  readonly pixelSpacingCalibrationType: string | null;
  readonly pixelSpacingCalibrationDescription: string | null;
  readonly estimatedRadiographicMagnificationFactor: number | null;
}

/** The Image Pixel module (PS3.3 C.7.6.3) and the linear Modality LUT (C.11.1), for every container alike. */
export interface PixelDescription {
  readonly rows: number;
  readonly columns: number;
  readonly samplesPerPixel: 1 | 3;
  readonly bitsAllocated: 1 | 8 | 16 | 32 | 64;
  /** Float Pixel Data and Double Float Pixel Data hold floating-point values (PS3.3 C.7.6.24). */
  readonly sampleType: 'integer' | 'float';
  readonly bitsStored: number;
  /** 0 unsigned, 1 two's complement. */
  readonly pixelRepresentation: 0 | 1;
  readonly photometricInterpretation: string;
  readonly numberOfFrames: number;
  /** Null for files that are not DICOM. */
  readonly transferSyntaxUid: string | null;
  /** True where the file names none, or one that its content contradicts, and the content decided. */
  readonly transferSyntaxSniffed: boolean;
  readonly rescaleSlope: number;
  readonly rescaleIntercept: number;
  readonly rescaleType: string | null;
  /** Takes the place of the rescale where a file has a Modality LUT Sequence (PS3.3 C.11.1). */
  readonly modalityLut: LookupTable | null;
  readonly pixelPadding: PixelPadding | null;
  readonly voiLutFunction: VoiLutFunction;
  /** The items of the VOI LUT Sequence, in file order (PS3.3 C.11.2.1.1). */
  readonly voiLuts: readonly LookupTable[];
  /** Null where the file has none; the photometric interpretation then decides the polarity (PS3.3 C.11.6). */
  readonly presentationLutShape: 'IDENTITY' | 'INVERSE' | null;
  /** For PALETTE COLOR, whose stored values are indices into it. */
  readonly palette: Palette | null;
  readonly shutters: readonly Shutter[];
  /** The grey of what they hide, 0 .. 65535 on the scale of P-Values (0018,1622); 0 where the file has none. */
  readonly shutterPresentationValue: number;
  /** Height of a pixel over its width (0028,0034 or the spacing); 1 for square pixels. */
  readonly pixelAspectRatio: number;
  readonly spacing: SpacingAttributes | null;
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
