import type { WorklistFilm } from '../batch/worklist.ts';
import type { IndexState, StudyId, StudySummary } from '../browse/study-summary.ts';
import type { ErrorReport } from '../errors.ts';
import type { Preferences } from '../preferences/preferences.ts';
import type { BatchKind, BatchState } from './batch.ts';
import type { NetworkNews } from './dicom-network.ts';
import type { EngineStatus } from './engine-status.ts';
import type { ImageEntry, ImageId, ObjectEntry, OpeningId, OpeningProgress, RefusedFile } from './images.ts';
import type { CalibratedDisplay } from './window-state.ts';

/** What the main process announces to the page. */
export interface Events {
  /** What is opened quietly was not asked for: nothing on screen makes way for it. */
  readonly openingStarted: { readonly openingId: OpeningId; readonly quiet: boolean };
  readonly openingProgress: OpeningProgress;
  readonly imagesFound: { readonly openingId: OpeningId; readonly images: readonly ImageEntry[] };
  readonly filesRefused: { readonly openingId: OpeningId; readonly files: readonly RefusedFile[] };
  readonly objectsFound: { readonly objects: readonly ObjectEntry[] };
  readonly engineStatus: EngineStatus;
  readonly filmsIndexed: FilmsIndexed;
  /** New verdicts, or stars, were kept with these. */
  readonly studiesChanged: { readonly studies: readonly StudySummary[] };
  readonly indexFailed: ErrorReport;
  readonly networkChanged: NetworkNews;
  readonly batchChanged: BatchState;
  /** `isFirst` where a new batch begins and the films of the last one go. */
  readonly worklistGrew: { readonly films: readonly WorklistFilm[]; readonly isFirst: boolean };
  readonly worklistWanted: null;
  /** A person is to say which films of a folder are wanted. */
  readonly scanWanted: BatchKind;
  /** A batch that the menu asked for could not be begun. */
  readonly batchRefused: ErrorReport;
  readonly preferencesChanged: Preferences;
  /** The window came to lie on another monitor. */
  readonly displayChanged: CalibratedDisplay;
  /** The same of the second window; null while it is closed. */
  readonly secondDisplayChanged: CalibratedDisplay | null;
  /** The monitor that showed the second window is gone, and the window lies on another. */
  readonly secondWindowMoved: null;
  readonly secondWindowWanted: null;
  /** By the desktop's own means. */
  readonly fullScreenLeft: null;
  /** The menu's entries that the page carries out. */
  readonly settingsWanted: null;
  readonly exportWanted: null;
  readonly printWanted: null;
  readonly dicomExportWanted: null;
  readonly agreementWanted: null;
  readonly saveObjectsWanted: null;
}

/** Films that were opened and stand in the index now. */
export interface FilmsIndexed {
  readonly films: readonly {
    readonly imageId: ImageId;
    readonly studyId: StudyId;
    /** Present where the image was starred. */
    readonly isKeyImage?: true;
  }[];
  /** The studies they are of, as they are now. */
  readonly studies: readonly StudySummary[];
  readonly index: IndexState;
}

/** What the preload script lets through. */
export const eventNames = [
  'openingStarted',
  'openingProgress',
  'imagesFound',
  'filesRefused',
  'objectsFound',
  'engineStatus',
  'filmsIndexed',
  'studiesChanged',
  'indexFailed',
  'networkChanged',
  'batchChanged',
  'worklistGrew',
  'worklistWanted',
  'scanWanted',
  'batchRefused',
  'preferencesChanged',
  'displayChanged',
  'secondDisplayChanged',
  'secondWindowMoved',
  'secondWindowWanted',
  'fullScreenLeft',
  'settingsWanted',
  'exportWanted',
  'printWanted',
  'dicomExportWanted',
  'agreementWanted',
  'saveObjectsWanted',
] as const satisfies readonly (keyof Events)[];
