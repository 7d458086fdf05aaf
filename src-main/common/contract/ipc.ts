import * as v from 'valibot';
import {
  studyIdSchema,
  studyQuerySchema,
  studyStatusSchema,
  type FoundStudies,
  type IndexState,
  type StudyId,
  type StudySummary,
} from '../browse/study-summary.ts';
import type { ErrorReport } from '../errors.ts';
import type { ElementList } from '../dicom/element-list.ts';
import type { Container, ImageAttributes } from '../dicom/image-description.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { leastMillimetres, mostMillimetres, type Calibration } from '../measure/calibration.ts';
import type { ModelCard } from '../model/model-card.ts';
import type { ImageResult, Provider, Scope } from '../model/result.ts';
import { filmSourceEntries, filmSourceSchema, type FilmSource } from './film-source.ts';
import { answers, type HandlersOf, type Reply, type RequestOf, type ResponseOf } from './call.ts';

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
  readonly displayName: string;
  readonly error: ErrorReport;
  /** Present where a password would help: what `unlockArchive` is to be told. */
  readonly refusalId?: RefusalId;
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

export type ProviderChoice = Provider | 'auto';
export const providerChoiceSchema = v.picklist(['auto', 'cpu', 'cuda', 'dml', 'webgpu', 'coreml']);

/** What the status bar says of the engine. */
export type EngineStatus =
  | { readonly state: 'starting' }
  | {
      readonly state: 'ready';
      readonly provider: Provider;
      readonly model: { readonly name: string; readonly version: string; readonly sha256: string };
      /** Why a provider faster than the CPU was passed over, for the curious; empty when none was tried. */
      readonly passedOver: readonly string[];
    }
  /** Decoding works, the classifier does not: "viewer without AI". */
  | { readonly state: 'viewerOnly'; readonly error: ErrorReport }
  /** The engine process is gone and being restarted, or has been given up. */
  | { readonly state: 'restarting' }
  | { readonly state: 'down'; readonly error: ErrorReport };

const nothing = v.undefined();
const id = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const path = v.pipe(v.string(), v.minLength(1), v.maxLength(32_768));
/** As long as any program takes; it is checked for no other thing. */
const password = v.pipe(v.string(), v.minLength(1), v.maxLength(1024));
const studyIds = v.pipe(v.array(studyIdSchema), v.minLength(1), v.maxLength(100_000), v.readonly());
const statusOfStudy = v.strictObject({ studyId: studyIdSchema, status: studyStatusSchema });
const noteOfStudy = v.strictObject({ studyId: studyIdSchema, note: v.pipe(v.string(), v.maxLength(4000)) });
const calibration = v.strictObject({
  millimetresPerUnit: v.pipe(v.number(), v.finite(), v.gtValue(0)),
  by: v.picklist(['line', 'object']),
  millimetres: v.pipe(v.number(), v.minValue(leastMillimetres), v.maxValue(mostMillimetres)),
});
const pathList = v.pipe(v.array(path), v.minLength(1), v.maxLength(100_000));

/** What the page may ask of the main process. Null where the person closed the dialog. */
export const calls = {
  openFiles: answers<OpeningId | null>()(nothing),
  openFolder: answers<OpeningId | null>()(nothing),
  openSample: answers<OpeningId>()(nothing),
  recentStudies: answers<readonly RecentStudy[]>()(nothing),
  openRecent: answers<OpeningId>()(id),
  clearRecentStudies: answers<void>()(nothing),
  cancelOpening: answers<void>()(id),
  findStudies: answers<FoundStudies>()(studyQuerySchema),
  setStudyStatus: answers<StudySummary>()(statusOfStudy),
  setStudyNote: answers<StudySummary>()(noteOfStudy),
  /** Opens the files of a study of the index from where they lay last. */
  openStudy: answers<OpeningId>()(studyIdSchema),
  /** Of the index, with all that is kept of them; the films themselves stay where they are. */
  removeStudies: answers<void>()(studyIds),
  /** Empties the index and the list of recent studies. */
  clearIndex: answers<void>()(nothing),
  /** Keeps with its study what a person calibrated an image by; null takes it back. */
  keepCalibration: answers<void>()(v.strictObject({ imageId: id, calibration: v.nullable(calibration) })),
  recallCalibration: answers<Calibration | null>()(id),
  /** Opens what was locked; the password is kept in memory by the engine process and nowhere else. */
  unlockArchive: answers<OpeningId>()(v.strictObject({ refusalId: id, password })),
  loadFrame: answers<DecodedFrame>()(id),
  /** A first look at reduced resolution while `loadFrame` is under way; null where there is none to be had. */
  loadPreview: answers<DecodedFrame | null>()(id),
  loadThumbnail: answers<Thumbnail>()(id),
  classifyImage: answers<ImageResult>()(id),
  /** Every attribute of the image's file as text, without pixels. */
  listElements: answers<ElementList>()(id),
  modelCard: answers<ModelCard>()(nothing),
  engineStatus: answers<EngineStatus>()(nothing),
  providerChoice: answers<ProviderChoice>()(nothing),
  setProvider: answers<EngineStatus>()(providerChoiceSchema),
  /** The page itself is refused every permission, full screen among them. */
  setFullScreen: answers<void>()(v.boolean()),
} as const;

/** What only the preload script may ask: dropped files become paths there, and the page never sees one. */
export const preloadCalls = {
  openDropped: answers<OpeningId>()(pathList),
} as const;

/** What the main process announces to the page. */
export interface Events {
  readonly openingStarted: { readonly openingId: OpeningId };
  readonly openingProgress: OpeningProgress;
  readonly imagesFound: { readonly openingId: OpeningId; readonly images: readonly ImageEntry[] };
  readonly filesRefused: { readonly openingId: OpeningId; readonly files: readonly RefusedFile[] };
  readonly engineStatus: EngineStatus;
  readonly filmsIndexed: FilmsIndexed;
  /** New verdicts were kept with these. */
  readonly studiesChanged: { readonly studies: readonly StudySummary[] };
  readonly indexFailed: ErrorReport;
}

/** Films that were opened and stand in the index now. */
export interface FilmsIndexed {
  readonly films: readonly { readonly imageId: ImageId; readonly studyId: StudyId }[];
  /** The studies they are of, as they are now. */
  readonly studies: readonly StudySummary[];
  readonly index: IndexState;
}
export const eventNames = [
  'openingStarted',
  'openingProgress',
  'imagesFound',
  'filesRefused',
  'engineStatus',
  'filmsIndexed',
  'studiesChanged',
  'indexFailed',
] as const satisfies readonly (keyof Events)[];

export type CallName = keyof typeof calls;
export type Request<N extends CallName> = RequestOf<typeof calls, N>;
export type Response<N extends CallName> = ResponseOf<typeof calls, N>;
export type Handlers = HandlersOf<typeof calls & typeof preloadCalls>;

/** The whole of what the preload script exposes to the page. */
export interface Bridge {
  invoke<N extends CallName>(name: N, request: Request<N>): Promise<Reply<Response<N>>>;
  /** `files` are DOM File objects of a drop; the preload script turns them into paths. */
  openDropped(files: readonly unknown[]): Promise<Reply<OpeningId>>;
  /** Returns the function that stops listening. */
  on<N extends keyof Events>(name: N, listener: (payload: Events[N]) => void): () => void;
}

const frameOfFile = v.strictObject({
  ...filmSourceEntries,
  /** Counted from 0. */
  frame: v.pipe(v.number(), v.integer(), v.minValue(0)),
  /** As the survey that found the file gave it; `file-changed` once it is no longer the file's. */
  stamp: v.string(),
  sopInstanceUid: v.nullable(v.string()),
});

/** Where a frame lies on disk or in an archive, and in which file; never leaves the main and the engine process. */
export type FrameOfFile = v.InferOutput<typeof frameOfFile>;

/** One image file found by a survey, as the engine tells the main process, which alone keeps the path. */
export interface SurveyedImage extends FilmSource {
  /** Opaque; changes when the file does, or another takes its place. */
  readonly stamp: string;
  readonly container: Container;
  readonly attributes: ImageAttributes;
  readonly rows: number;
  readonly columns: number;
  readonly numberOfFrames: number;
  readonly scope: Scope;
}

export interface SurveyedRefusal extends FilmSource {
  readonly error: ErrorReport;
  /** Whose film it is by the directory of a medium that lists it; null if that does not say. */
  readonly study?: string | null;
}

/** What the main process may ask of the engine process. */
export const engineCalls = {
  start: answers<EngineStatus>()(
    v.strictObject({
      modelDirectory: path,
      provider: providerChoiceSchema,
      decodeWorker: path,
      /** Where the index of studies lies; without one none is kept. */
      indexFile: v.exactOptional(path),
      /** True after loading the model ended the engine again and again: a viewer is better than nothing. */
      withoutModel: v.optional(v.boolean()),
    }),
  ),
  /** Resolves when the last file was looked at; what it finds arrives as events before that. */
  survey: answers<void>()(v.strictObject({ surveyId: id, paths: pathList })),
  /**
   * Keeps a password for the archive, if it is the right one, and fails with `archive-password-wrong` if not.
   */
  unlock: answers<void>()(v.strictObject({ archive: filmSourceSchema, password })),
  /** As `survey`, of what was locked in an archive and no longer is. */
  surveyUnlocked: answers<void>()(v.strictObject({ surveyId: id, archive: filmSourceSchema })),
  cancelSurvey: answers<void>()(id),
  loadFrame: answers<DecodedFrame>()(frameOfFile),
  loadPreview: answers<DecodedFrame | null>()(frameOfFile),
  loadThumbnail: answers<Thumbnail>()(frameOfFile),
  listElements: answers<ElementList>()(frameOfFile),
  classify: answers<ImageResult>()(frameOfFile),
  modelCard: answers<ModelCard>()(nothing),
  findStudies: answers<FoundStudies>()(studyQuerySchema),
  setStudyStatus: answers<StudySummary>()(statusOfStudy),
  setStudyNote: answers<StudySummary>()(noteOfStudy),
  /** Of the films that are still there and the same. */
  studySources: answers<readonly FilmSource[]>()(studyIdSchema),
  /** Says where the films lie of which nothing is known any more. */
  removeStudies: answers<readonly FilmSource[]>()(studyIds),
  clearIndex: answers<void>()(nothing),
  keepCalibration: answers<void>()(
    v.strictObject({ frame: frameOfFile, calibration: v.nullable(calibration) }),
  ),
  recallCalibration: answers<Calibration | null>()(frameOfFile),
} as const;

/** What became of the index of studies while films were opened and judged. */
export type LibraryNews =
  | {
      readonly kind: 'indexed';
      readonly films: readonly {
        readonly source: FilmSource;
        readonly stamp: string;
        readonly studyId: StudyId;
      }[];
      readonly studies: readonly StudySummary[];
      readonly index: IndexState;
    }
  | { readonly kind: 'changed'; readonly studies: readonly StudySummary[] }
  /** Opened films could not be taken in, or a verdict not be kept. */
  | { readonly kind: 'failed'; readonly error: ErrorReport };

/** What the engine announces to the main process. */
export interface EngineEvents {
  readonly surveyed: {
    readonly surveyId: string;
    readonly images: readonly SurveyedImage[];
    readonly refusals: readonly SurveyedRefusal[];
    readonly examined: number;
  };
  readonly library: LibraryNews;
}

export type EngineCallName = keyof typeof engineCalls;
export type EngineHandlers = HandlersOf<typeof engineCalls>;
