import type { ErrorReport } from '#common/errors';
import type { StudyId } from '#common/browse/study-summary';
import type { Handlers, ImageId, PageArea, WindowState } from '#common/contract/ipc';
import type { Preferences } from '#common/preferences/preferences';
import type { AgreementDesk } from './agreement-desk.ts';
import { agreementHandlers } from './agreement-handlers.ts';
import { batchHandlers } from './batch-handlers.ts';
import type { BatchHost } from './batch-host.ts';
import { join } from 'node:path';
import { dicomExportHandlers, timeStamp } from './dicom-export.ts';
import type { Dialogs } from './dialogs.ts';
import type { DicomNetworkDesk } from './dicom-network-desk.ts';
import type { Displays } from './displays.ts';
import type { EngineHost } from './engine-host.ts';
import type { FrameChannel } from './frame-channel.ts';
import type { ImageTable } from './image-table.ts';
import type { Openings } from './openings.ts';
import { protectionHandlers } from './index-protection.ts';
import type { IndexKey } from './index-key.ts';
import { preferenceHandlers } from './preference-handlers.ts';
import { pictureHandlers } from './saved-pictures.ts';
import { printHandlers } from './print-window.ts';
import type { RecentStudies } from './recent-studies.ts';
import type { ScanReport } from './scan-report.ts';
import type { Settings } from './settings.ts';

export interface Services {
  readonly dialogs: Dialogs;
  readonly displays: Displays;
  readonly engine: EngineHost;
  readonly batch: BatchHost;
  readonly scanReport: Pick<ScanReport, 'write'>;
  readonly agreement: AgreementDesk;
  readonly network: DicomNetworkDesk;
  readonly images: ImageTable;
  readonly frameChannel: Pick<FrameChannel, 'nextDelivery'>;
  readonly openings: Openings;
  readonly recentStudies: RecentStudies;
  readonly indexKey: IndexKey;
  readonly settings: Settings;
  /** Why the policy that was found is not in force. */
  readonly policyProblem: ErrorReport | null;
  /** The folder of the synthetic study that ships with the app. */
  readonly sampleFolder: string;
  /** Where the secret of the pseudonyms is kept. */
  readonly pseudonymSecret: string;
  /** Of Osteon, for the DICOM objects that it makes. */
  readonly softwareVersion: string;
  setFullScreen(fullScreen: boolean): void;
  setSecondFullScreen(fullScreen: boolean): void;
  /** What the page that starts takes up again; `selected` is what `keepSelection` was told last. */
  windowState(): Omit<WindowState, 'selected'>;
  closeWindow(unsaved: number): Promise<boolean>;
  copyArea(area: PageArea): Promise<void>;
  /** Called with what holds from now on. */
  preferencesChanged(preferences: Preferences): void;
}

/** The contract's calls, each a line or two over the services. */
export function createHandlers(services: Services): Handlers {
  const { dialogs, displays, engine, images, frameChannel, openings, recentStudies, settings } = services;
  const { sampleFolder, softwareVersion, setFullScreen, setSecondFullScreen, copyArea } = services;
  let selected: ImageId | null = null;
  const openChosen = (paths: readonly string[] | null) => (paths === null ? null : openings.open(paths));
  const studyPaths = async (studyId: StudyId): Promise<readonly string[]> => {
    const sources = await engine.ask('studySources', studyId);
    return [...new Set(sources.map(({ path }) => path))];
  };
  return {
    openFiles: async () => openChosen(await dialogs.chooseFiles()),
    openFolder: async () => openChosen(await dialogs.chooseFolder()),
    openSample: async () => openings.open([sampleFolder]),
    openDropped: async (paths) => openings.open(paths),
    recentStudies: async () => recentStudies.list(),
    openRecent: async (recentId) => openings.open(recentStudies.pathsOf(recentId)),
    clearRecentStudies: async () => recentStudies.clear(),
    unlockArchive: ({ refusalId, password }) => openings.unlock(refusalId, password),
    cancelOpening: (openingId) => openings.cancel(openingId),
    findStudies: (query) => engine.ask('findStudies', query),
    setStudyStatus: (mark) => engine.ask('setStudyStatus', mark),
    setStudyNote: (note) => engine.ask('setStudyNote', note),
    openStudy: async (studyId) => openings.open(await studyPaths(studyId)),
    relatedStudies: (studyId) => engine.ask('relatedStudies', studyId),
    openPrior: async (studyId) => openings.openQuietly(await studyPaths(studyId)),
    async removeStudies(studyIds) {
      const films = await engine.ask('removeStudies', studyIds);
      recentStudies.forget(films.map(({ path }) => path));
    },
    async clearIndex() {
      await engine.ask('clearIndex', undefined);
      recentStudies.clear();
    },
    keepMarks: async ({ imageId, change }) =>
      engine.ask('keepMarks', { frame: images.locate(imageId), change }),
    recallMarks: async (imageId) => engine.ask('recallMarks', images.locate(imageId)),
    loadFrame: async (imageId) => engine.ask('loadFrame', images.locate(imageId)),
    async sendFrame(imageId) {
      const delivery = frameChannel.nextDelivery();
      await engine.ask('sendFrame', { file: images.locate(imageId), delivery });
      return delivery;
    },
    loadPreview: async (imageId) => engine.ask('loadPreview', images.locate(imageId)),
    loadThumbnail: async (imageId) => engine.ask('loadThumbnail', images.locate(imageId)),
    listElements: async (imageId) => engine.ask('listElements', images.locate(imageId)),
    classifyImage: async (imageId) => engine.ask('classify', images.locate(imageId)),
    async saveObjects({ imageId, node, form, wanted, keyImageIds }) {
      const keyFiles = keyImageIds.map((keyImageId) => images.locate(keyImageId));
      const order = { file: images.locate(imageId), form, softwareVersion, wanted, keyFiles };
      if (node !== null) return engine.ask('saveObjects', { ...order, to: { kind: 'node', node } });
      const folder = await dialogs.chooseOutputFolder('The folder that the DICOM objects go into');
      if (folder === null) return null;
      const place = form === 'zip' ? join(folder, `dicom-objects-${timeStamp(new Date())}.zip`) : folder;
      return engine.ask('saveObjects', { ...order, to: { kind: 'folder', folder: place } });
    },
    modelCard: async () => engine.ask('modelCard', undefined),
    engineStatus: async () => engine.status,
    providerChoice: async () => settings.provider,
    setProvider: async (provider) => {
      settings.tryProvider(provider);
      const status = await engine.restart();
      if (status.state === 'ready') settings.keep();
      return status;
    },
    ...preferenceHandlers(services),
    ...protectionHandlers(services),
    ...batchHandlers(services),
    ...agreementHandlers(services),
    ...pictureHandlers(services),
    ...printHandlers(services),
    ...dicomExportHandlers(services),
    ...services.network.handlers,
    display: async () => displays.current(),
    calibrateDisplay: async ({ displayId, millimetresPerPixel }) =>
      displays.calibrate(displayId, millimetresPerPixel),
    copyArea: (area) => copyArea(area),
    setFullScreen: async (fullScreen) => setFullScreen(fullScreen),
    setSecondFullScreen: async (fullScreen) => setSecondFullScreen(fullScreen),
    windowState: async () => ({ ...services.windowState(), selected }),
    keepSelection: async (imageId) => void (selected = imageId),
    closeWindow: (unsaved) => services.closeWindow(unsaved),
  };
}
