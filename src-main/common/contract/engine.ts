import * as v from 'valibot';
import { studyIdSchema, type IndexState, type StudyId, type StudySummary } from '../browse/study-summary.ts';
import type { ElementList } from '../dicom/element-list.ts';
import type { Container, ImageAttributes } from '../dicom/image-description.ts';
import { dicomForms } from '../deidentify/deidentification.ts';
import type { ErrorReport } from '../errors.ts';
import { valueFormats } from '../export/formats.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { markChangeSchema, type Marks } from '../measure/marks.ts';
import type { FoundObject } from '../objects/found-object.ts';
import type { ImageResult, Scope } from '../model/result.ts';
import { statementSchema } from '../agreement/entry.ts';
import { nodeNameSchema } from '../network/configuration.ts';
import type { AgreementReport } from '../agreement/report.ts';
import { agreementFilterSchema } from '../agreement/statistics.ts';
import {
  worklistFilmsSchema,
  worklistPlaceSchema,
  worklistReportSchema,
  type WorklistPage,
} from './worklist.ts';
import { answers, type HandlersOf } from './call.ts';
import { dicomExportEntries, type ExportedDicom } from './dicom-export.ts';
import { destinationSchema, type NetworkNews, type NetworkState } from './dicom-network.ts';
import { mostKeyImages, wantedObjectsSchema, type SavedObjects } from './saved-objects.ts';
import { filmSourceEntries, filmSourceSchema, type FilmSource } from './film-source.ts';
import { indexKeySchema } from './index-protection.ts';
import { providerChoiceSchema, type EngineStatus } from './engine-status.ts';
import type { Thumbnail } from './images.ts';
import { libraryCalls } from './library-calls.ts';
import { modelTrustSchema, type StagedModel } from './model-trial.ts';
import { id, nothing, password, path, pathList, studyIds } from './requests.ts';

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

/** A report, a selection or a presentation state that a survey met among images. */
export interface SurveyedObject extends FilmSource {
  readonly object: FoundObject;
}

const unlockingSchema = v.strictObject({ archive: filmSourceSchema, password });
/** A locked archive and the password that opens it. */
export type Unlocking = v.InferOutput<typeof unlockingSchema>;

/** What the main process may ask of the engine process. */
export const engineCalls = {
  ...libraryCalls,
  start: answers<EngineStatus>()(
    v.strictObject({
      modelDirectory: path,
      provider: providerChoiceSchema,
      decodeWorker: path,
      /** Where the index of studies lies; without one none is kept. */
      indexFile: v.exactOptional(path),
      /** The agreement log; without one none is kept. */
      agreementFile: v.exactOptional(path),
      /** The administrator's; without it nothing is sent and nothing received. */
      policyFile: v.exactOptional(path),
      /** Whether to receive, where a person said so before. */
      listening: v.exactOptional(v.boolean()),
      /** Of an encrypted index. */
      indexKey: v.exactOptional(indexKeySchema),
      /** True after loading the model ended the engine again and again: a viewer is better than nothing. */
      withoutModel: v.optional(v.boolean()),
      /** What earlier engines of this session unlocked. */
      unlocked: v.exactOptional(v.array(unlockingSchema)),
    }),
  ),
  /** Resolves when the last file was looked at; what it finds arrives as events before that. */
  survey: answers<void>()(v.strictObject({ surveyId: id, paths: pathList })),
  /**
   * Keeps a password for the archive, if it is the right one, and fails with `archive-password-wrong` if not.
   */
  unlock: answers<void>()(unlockingSchema),
  /** As `survey`, of what was locked in an archive and no longer is. */
  surveyUnlocked: answers<void>()(v.strictObject({ surveyId: id, archive: filmSourceSchema })),
  cancelSurvey: answers<void>()(id),
  loadFrame: answers<DecodedFrame>()(frameOfFile),
  /** The frame goes by the frame channel before this answers. */
  sendFrame: answers<void>()(v.strictObject({ file: frameOfFile, delivery: v.number() })),
  loadPreview: answers<DecodedFrame | null>()(frameOfFile),
  loadThumbnail: answers<Thumbnail>()(frameOfFile),
  /** The frame's values as a file of 16 bits. */
  encodeValues: answers<Uint8Array>()(
    v.strictObject({ file: frameOfFile, format: v.picklist(valueFormats) }),
  ),
  listElements: answers<ElementList>()(frameOfFile),
  classify: answers<ImageResult>()(frameOfFile),
  saveObjects: answers<SavedObjects>()(
    v.strictObject({
      file: frameOfFile,
      /** Its folder is a file for a ZIP archive. */
      to: destinationSchema,
      /** Where it is no node. */
      form: v.picklist(dicomForms),
      softwareVersion: v.string(),
      wanted: wantedObjectsSchema,
      keyFiles: v.pipe(v.array(frameOfFile), v.maxLength(mostKeyImages)),
    }),
  ),
  exportDicom: answers<ExportedDicom>()(
    v.strictObject({
      files: v.array(frameOfFile),
      /** A folder or, for a ZIP archive, the file. */
      to: destinationSchema,
      secretFile: path,
      ...dicomExportEntries,
    }),
  ),
  dicomNetwork: answers<NetworkState | null>()(nothing),
  /** C-ECHO; answers with how long it took, in milliseconds. */
  echoNode: answers<number>()(nodeNameSchema),
  /** Begins or stops to receive. */
  listen: answers<NetworkState | null>()(v.boolean()),
  receivedFolder: answers<string>()(nothing),
  stopSending: answers<void>()(nothing),
  /** Verifies a model package, tries its model and lays it down; the one in use stays in use. */
  stageModel: answers<StagedModel>()(
    v.strictObject({ packageFile: path, shelf: path, builtIn: path, films: path, trust: modelTrustSchema }),
  ),
  /** Of the films that are still there and the same. */
  studySources: answers<readonly FilmSource[]>()(studyIdSchema),
  /** Says where the films lie of which nothing is known any more. */
  removeStudies: answers<readonly FilmSource[]>()(studyIds),
  clearIndex: answers<void>()(nothing),
  indexState: answers<IndexState>()(nothing),
  /** Encrypts the index by a key, or decrypts it; one that is locked is set aside and another begun. */
  protectIndex: answers<IndexState>()(v.nullable(indexKeySchema)),
  keepMarks: answers<void>()(v.strictObject({ frame: frameOfFile, change: markChangeSchema })),
  recallMarks: answers<Marks | null>()(frameOfFile),
  /** Resolves once the agreement log has it for good. */
  recordVerdict: answers<void>()(statementSchema),
  agreement: answers<AgreementReport>()(agreementFilterSchema),
  /** Writes the log as CSV; `names` are the readers' by their keyed hashes. */
  writeAgreement: answers<void>()(v.strictObject({ file: path, names: v.record(v.string(), v.string()) })),
  /** Of every study of the index that has one. */
  studyUids: answers<readonly { readonly studyId: StudyId; readonly uid: string }[]>()(nothing),
  /** Begins the worklist of a batch into this report. */
  beginWorklist: answers<void>()(worklistReportSchema),
  keepWorklist: answers<void>()(worklistFilmsSchema),
  /** From 0 on. */
  recallWorklist: answers<WorklistPage>()(worklistPlaceSchema),
} as const;

/** What became of the index of studies while films were opened and judged. */
export type LibraryNews =
  | {
      readonly kind: 'indexed';
      readonly films: readonly {
        readonly source: FilmSource;
        readonly stamp: string;
        readonly studyId: StudyId;
        /** Those of its frames that were starred, counted from 0. */
        readonly keyFrames: readonly number[];
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
    readonly objects: readonly SurveyedObject[];
    readonly examined: number;
  };
  readonly library: LibraryNews;
  readonly network: NetworkNews;
}

export type EngineCallName = keyof typeof engineCalls;
export type EngineHandlers = HandlersOf<typeof engineCalls>;
