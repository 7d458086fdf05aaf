import type { Handlers } from '#common/contract/ipc';
import type { Dialogs } from './dialogs.ts';
import type { EngineHost } from './engine-host.ts';
import type { ImageTable } from './image-table.ts';
import type { Openings } from './openings.ts';
import type { RecentStudies } from './recent-studies.ts';
import type { Settings } from './settings.ts';

export interface Services {
  readonly dialogs: Dialogs;
  readonly engine: EngineHost;
  readonly images: ImageTable;
  readonly openings: Openings;
  readonly recentStudies: RecentStudies;
  readonly settings: Settings;
  /** The folder of the synthetic study that ships with the app. */
  readonly sampleFolder: string;
  setFullScreen(fullScreen: boolean): void;
}

/** The contract's calls, each a line or two over the services. */
export function createHandlers(services: Services): Handlers {
  const { dialogs, engine, images, openings, recentStudies, settings, sampleFolder, setFullScreen } =
    services;
  const openChosen = (paths: readonly string[] | null) => (paths === null ? null : openings.open(paths));
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
    async openStudy(studyId) {
      const sources = await engine.ask('studySources', studyId);
      return openings.open([...new Set(sources.map(({ path }) => path))]);
    },
    async removeStudies(studyIds) {
      const films = await engine.ask('removeStudies', studyIds);
      recentStudies.forget(films.map(({ path }) => path));
    },
    async clearIndex() {
      await engine.ask('clearIndex', undefined);
      recentStudies.clear();
    },
    keepCalibration: async ({ imageId, calibration }) =>
      engine.ask('keepCalibration', { frame: images.locate(imageId), calibration }),
    recallCalibration: async (imageId) => engine.ask('recallCalibration', images.locate(imageId)),
    loadFrame: async (imageId) => engine.ask('loadFrame', images.locate(imageId)),
    loadPreview: async (imageId) => engine.ask('loadPreview', images.locate(imageId)),
    loadThumbnail: async (imageId) => engine.ask('loadThumbnail', images.locate(imageId)),
    listElements: async (imageId) => engine.ask('listElements', images.locate(imageId)),
    classifyImage: async (imageId) => engine.ask('classify', images.locate(imageId)),
    modelCard: async () => engine.ask('modelCard', undefined),
    engineStatus: async () => engine.status,
    providerChoice: async () => settings.provider,
    setProvider: async (provider) => {
      settings.tryProvider(provider);
      const status = await engine.restart();
      if (status.state === 'ready') settings.keep();
      return status;
    },
    setFullScreen: async (fullScreen) => setFullScreen(fullScreen),
  };
}
