import type { Container, ImageAttributes } from '../dicom/image-description.ts';
import type { FoundObject } from '../objects/found-object.ts';
import type { ErrorReport } from '../errors.ts';
import type { Scope } from '../model/result.ts';

/** Names one frame of one opened file for as long as the window lives; says nothing of its path. */
export type ImageId = string;
export type OpeningId = string;
/** Names a locked archive for as long as the window lives. */
export type RefusalId = string;

/** One row of the study list, known from the file's header alone. */
export interface ImageEntry {
  readonly imageId: ImageId;
  /** The file's base name, for people; never a path. */
  readonly displayName: string;
  readonly container: Container;
  readonly attributes: ImageAttributes;
  readonly rows: number;
  readonly columns: number;
  /** Counted from 0. */
  readonly frame: number;
  readonly numberOfFrames: number;
  /** By the tags alone; the pixels may still narrow it when the image is classified. */
  readonly scope: Scope;
}

export interface RefusedFile {
  /** Opaque, and the same whenever the same file is refused again; absent where an opening failed as a whole. */
  readonly fileId?: string;
  readonly displayName: string;
  readonly error: ErrorReport;
  /** Present where a password would help: what `unlockArchive` is to be told. */
  readonly refusalId?: RefusalId;
}

/** A DICOM object about images, under a name of its own that is the same whenever it is found again. */
export interface ObjectEntry {
  readonly objectId: string;
  /** As of an image. */
  readonly displayName: string;
  readonly object: FoundObject;
}

export interface OpeningProgress {
  readonly openingId: OpeningId;
  /** Files looked at so far; the total is unknown until `finished`. */
  readonly examined: number;
  readonly found: number;
  readonly refused: number;
  readonly finished: boolean;
}

export interface RecentStudy {
  readonly recentId: string;
  readonly title: string;
  /** ISO 8601 date and time of the last opening. */
  readonly openedAt: string;
}

/** An 8-bit picture for the study list, at most 176 pixels a side (88 px at twice the density). */
export interface Thumbnail {
  readonly rows: number;
  readonly columns: number;
  /** `rows * columns * 4`, RGBA. */
  readonly rgba: Uint8ClampedArray;
}
