import * as v from 'valibot';
import type { ErrorReport } from '../errors.ts';
import type { Finding } from '../viewer/finding.ts';

export const studyStatuses = ['unread', 'read', 'flagged'] as const;
export type StudyStatus = (typeof studyStatuses)[number];
export const studyStatusSchema = v.picklist(studyStatuses);

/** Names one study of the index for as long as the index knows it. */
export type StudyId = number;
export const studyIdSchema = v.pipe(v.number(), v.integer(), v.minValue(1));

/** What is odd about a study's identity and must be said beside it. */
export type StudyNotice =
  /** Another film carries the same SOP Instance UID and other content. */
  | 'sharedInstanceUid'
  /** Another patient's films carry the same Study or Series Instance UID. */
  | 'severalPatients';

/** One line of the study browser. Texts are as the films have them, dates as DICOM's `YYYYMMDD`. */
export interface StudySummary {
  readonly studyId: StudyId;
  readonly patientName: string | null;
  readonly patientId: string | null;
  readonly patientBirthDate: string | null;
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly accessionNumber: string | null;
  readonly bodyParts: readonly string[];
  readonly modalities: readonly string[];
  /** Where the films say nothing of themselves, the base name of the first. */
  readonly displayName: string;
  readonly images: number;
  /** Images that the present model was asked about. */
  readonly judged: number;
  /** The gravest finding of the present model among the images; null before any was judged. */
  readonly finding: Finding | null;
  /** The highest of the present model among the images, in [0, 1]. */
  readonly probability: number | null;
  readonly status: StudyStatus;
  readonly note: string;
  /** Images that were starred. */
  readonly keyImages: number;
  readonly notices: readonly StudyNotice[];
}

export const studyOrders = ['arrival', 'date', 'name', 'probability'] as const;
export type StudyOrder = (typeof studyOrders)[number];

const findingSchema = v.picklist(['suspected', 'doubtful', 'notFlagged', 'rankingScore', 'outOfScope']);

/** What the browser asks of the index; empty lists and texts exclude nothing. */
export const studyQuerySchema = v.strictObject({
  text: v.pipe(v.string(), v.maxLength(256)),
  statuses: v.pipe(v.array(studyStatusSchema), v.readonly()),
  findings: v.pipe(v.array(findingSchema), v.readonly()),
  /** Those with key images alone. */
  keyImages: v.boolean(),
  order: v.picklist(studyOrders),
  /** Newest, last or highest first. */
  descending: v.boolean(),
});
export type StudyQuery = Readonly<v.InferOutput<typeof studyQuerySchema>>;

/** Why an index that was found was renamed and a new one begun; null where none was. */
export type SetAside = 'index-damaged' | 'index-locked' | null;

/** Whether what is marked outlives the app, and whether it is encrypted where it lies. */
export type IndexState =
  | { readonly saved: true; readonly sealed: boolean; readonly setAside: SetAside }
  /** Kept in memory until Osteon closes. */
  | { readonly saved: false; readonly error: ErrorReport };

export interface FoundStudies {
  /** At most `mostStudies`. */
  readonly studies: readonly StudySummary[];
  /** All that match. */
  readonly total: number;
  readonly index: IndexState;
}

/** More than these are not listed: a search narrows them down. */
export const mostStudies = 5000;
