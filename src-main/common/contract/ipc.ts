import * as v from 'valibot';
import { studyIdSchema } from '../browse/study-summary.ts';
import type { ElementList } from '../dicom/element-list.ts';
import { exportFormats } from '../export/formats.ts';
import type { DecodedFrame } from '../imaging/decoded-frame.ts';
import { agreementFilterSchema } from '../agreement/statistics.ts';
import { readerNameSchema, recordedVerdictSchema, type NamedReport, type Readers } from './agreement.ts';
import { filmFilterSchema } from '../batch/film-filter.ts';
import { markChangeSchema, type Marks } from '../measure/marks.ts';
import type { ImageResult } from '../model/result.ts';
import { nodeNameSchema } from '../network/configuration.ts';
import { preferencesSchema, type Preferences } from '../preferences/preferences.ts';
import { printJobSchema } from '../print/sheet.ts';
import { batchOrderSchema, type BatchState } from './batch.ts';
import { answers, type HandlersOf, type Reply, type RequestOf, type ResponseOf } from './call.ts';
import { dicomExportEntries, type ExportedDicom } from './dicom-export.ts';
import { wantedNodeSchema, type NetworkState } from './dicom-network.ts';
import { providerChoiceSchema, type EngineStatus, type ProviderChoice } from './engine-status.ts';
import type { Events } from './events.ts';
import type { OpeningId, RecentStudy, Thumbnail } from './images.ts';
import type { IndexProtection } from './index-protection.ts';
import { libraryCalls } from './library-calls.ts';
import { id, nothing, password, pathList, picture, pictureName, studyIds } from './requests.ts';
import { dicomForms } from '../deidentify/deidentification.ts';
import { mostKeyImages, wantedObjectsSchema, type SavedObjects } from './saved-objects.ts';
import {
  displaySize,
  pageArea,
  type CalibratedDisplay,
  type KeptPreferences,
  type WindowState,
} from './window-state.ts';

// The contract is one to whoever keeps it, on either side.
export { eventNames, type Events, type FilmsIndexed } from './events.ts';
export type * from './engine-status.ts';
export type * from './images.ts';
export type { CalibratedDisplay, KeptPreferences, PageArea, WindowState } from './window-state.ts';

/** What the page may ask of the main process. Null where the person closed the dialog. */
export const calls = {
  ...libraryCalls,
  openFiles: answers<OpeningId | null>()(nothing),
  openFolder: answers<OpeningId | null>()(nothing),
  openSample: answers<OpeningId>()(nothing),
  recentStudies: answers<readonly RecentStudy[]>()(nothing),
  openRecent: answers<OpeningId>()(id),
  clearRecentStudies: answers<void>()(nothing),
  cancelOpening: answers<void>()(id),
  /** Opens the files of a study of the index from where they lay last. */
  openStudy: answers<OpeningId>()(studyIdSchema),
  /** As `openStudy`, for comparison: announced as `quiet`. */
  openPrior: answers<OpeningId>()(studyIdSchema),
  /** Of the index, with all that is kept of them; the films themselves stay where they are. */
  removeStudies: answers<void>()(studyIds),
  /** Empties the index and the list of recent studies. */
  clearIndex: answers<void>()(nothing),
  indexProtection: answers<IndexProtection>()(nothing),
  /** True encrypts what is kept of people, false decrypts it. What is locked is set aside, and begun anew. */
  protectIndex: answers<IndexProtection>()(v.boolean()),
  /** Keeps what a person drew on an image, calibrated it by or marked it as, with its study. */
  keepMarks: answers<void>()(v.strictObject({ imageId: id, change: markChangeSchema })),
  /** Null while the index does not have the image's film. */
  recallMarks: answers<Marks | null>()(id),
  /** Opens what was locked; the password is kept in memory by the engine process and nowhere else. */
  unlockArchive: answers<OpeningId>()(v.strictObject({ refusalId: id, password })),
  loadFrame: answers<DecodedFrame>()(id),
  /** As `loadFrame`, but the frame comes by the frame channel, under the number that this answers with. */
  sendFrame: answers<number>()(id),
  /** A first look at reduced resolution while `loadFrame` is under way; null where there is none to be had. */
  loadPreview: answers<DecodedFrame | null>()(id),
  loadThumbnail: answers<Thumbnail>()(id),
  classifyImage: answers<ImageResult>()(id),
  /** Every attribute of the image's file as text, without pixels. */
  listElements: answers<ElementList>()(id),
  /** To a node, or into a folder that the person chooses; null where they closed the dialog. */
  saveObjects: answers<SavedObjects | null>()(
    v.strictObject({
      imageId: id,
      node: wantedNodeSchema,
      /** Where it is no node. */
      form: v.picklist(dicomForms),
      wanted: wantedObjectsSchema,
      /** Of the image's study, to be named by a key object selection; none is written without. */
      keyImageIds: v.pipe(v.array(id), v.maxLength(mostKeyImages)),
    }),
  ),
  /** As `saveObjects`: the films themselves. */
  exportDicom: answers<ExportedDicom | null>()(
    v.strictObject({
      imageIds: v.pipe(v.array(id), v.minLength(1)),
      node: wantedNodeSchema,
      ...dicomExportEntries,
    }),
  ),
  /** Null where the administrator's policy names no network. */
  dicomNetwork: answers<NetworkState | null>()(nothing),
  /** C-ECHO; answers with how long it took, in milliseconds. */
  testNode: answers<number>()(nodeNameSchema),
  /** Begins or stops to receive, until Osteon closes or it is said otherwise. */
  setListening: answers<NetworkState | null>()(v.boolean()),
  stopSending: answers<void>()(nothing),
  openReceived: answers<OpeningId>()(nothing),
  engineStatus: answers<EngineStatus>()(nothing),
  providerChoice: answers<ProviderChoice>()(nothing),
  setProvider: answers<EngineStatus>()(providerChoiceSchema),
  preferences: answers<KeptPreferences>()(nothing),
  /** Holds from now on, even where it fails because it cannot be written. */
  setPreferences: answers<void>()(preferencesSchema),
  /** Into a file that the person names; false where they closed the dialog. */
  exportPreferences: answers<boolean>()(nothing),
  /** What a file that the person chose would set; nothing is changed. */
  readPreferences: answers<Preferences | null>()(nothing),
  display: answers<CalibratedDisplay>()(nothing),
  /** Keeps how large a monitor's pixels are; null forgets it. */
  calibrateDisplay: answers<CalibratedDisplay>()(displaySize),
  /** Puts a part of the page on the clipboard as a picture, as it is on the screen. */
  copyArea: answers<void>()(pageArea),
  /**
   * Asks where pictures shall go: a file for one, a folder for more. Answers with a number by which the other calls
   * know the place.
   */
  choosePlace: answers<string | null>()(
    v.strictObject({
      format: v.picklist(exportFormats),
      name: pictureName,
      count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    }),
  ),
  /** Answers with what the file is called; in a folder nothing is ever written over. */
  savePicture: answers<string>()(v.strictObject({ placeId: id, name: pictureName, picture })),
  /** As `savePicture`, of an image's values, which never pass the page. */
  saveValues: answers<string>()(v.strictObject({ placeId: id, name: pictureName, imageId: id })),
  leavePlace: answers<void>()(id),
  /** By the system's dialog for printers; false where the person closed it. */
  printSheets: answers<boolean>()(printJobSchema),
  /** As PDF; answers with what the file is called. */
  saveSheets: answers<string | null>()(v.strictObject({ job: printJobSchema, name: pictureName })),
  /** The page itself is refused every permission, full screen among them. */
  setFullScreen: answers<void>()(v.boolean()),
  setSecondFullScreen: answers<void>()(v.boolean()),
  /** What is to be as it was when the window was closed, or its page crashed; asked once, at the start. */
  windowState: answers<WindowState>()(nothing),
  /** Notes which image is selected, in case the page crashes. */
  keepSelection: answers<void>()(id),
  /** Told how many things are unsaved, asks the person first if there are any; false where they stay. */
  closeWindow: answers<boolean>()(v.pipe(v.number(), v.integer(), v.minValue(0))),
  /** These ask for a folder and a report first; nothing begins where the person closes a dialog. */
  scanFolder: answers<void>()(filmFilterSchema),
  watchFolder: answers<void>()(filmFilterSchema),
  resumeScan: answers<void>()(nothing),
  orderBatch: answers<void>()(batchOrderSchema),
  batchState: answers<BatchState>()(nothing),
  openBatchFilm: answers<OpeningId>()(id),
  /** Who read here before, and who does now. */
  readers: answers<Readers>()(nothing),
  nameReader: answers<Readers>()(readerNameSchema),
  /** Resolves once the agreement log has it for good. */
  recordVerdict: answers<void>()(recordedVerdictSchema),
  agreement: answers<NamedReport>()(agreementFilterSchema),
  /** Into a file that the person names; answers with what it is called. */
  exportAgreement: answers<string | null>()(v.strictObject({ withNames: v.boolean() })),
  /** Opens a study of the index that a verdict was on, by its hash in the log. */
  openJudgedStudy: answers<OpeningId>()(id),
  /** Announces the films of the last scan again, from the index; says whether there are any. */
  lastWorklist: answers<boolean>()(nothing),
  /** Writes the worklist into a file that the person names, and says its base name. */
  writeScanReport: answers<string | null>()(v.strictObject({ withIdentity: v.boolean() })),
} as const;

/** What only the preload script may ask: dropped files become paths there, and the page never sees one. */
export const preloadCalls = {
  openDropped: answers<OpeningId>()(pathList),
} as const;

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
