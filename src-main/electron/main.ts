import { app, session, type BrowserWindow } from 'electron';
import type { Handlers } from '#common/contract/ipc';
import { toErrorReport, toPageReport } from '#common/errors';
import { ModelShelf } from '#node/models/model-shelf';
import { findPolicy } from '#node/policy/policy-file';
import { keyMapOf } from '#common/viewer/key-map';
import { languageOf, type Language } from '#common/words/language';
import { sayIn, type Say } from '#common/words/say';
import { AgreementDesk } from './agreement-desk.ts';
import { Announcer } from './announcer.ts';
import { createKeptWorklist } from './kept-worklist.ts';
import { commandOf, handedOverPaths, pathsOf } from './command-line.ts';
import { closeWindow } from './close-window.ts';
import { copyArea } from './copy-area.ts';
import { BatchHost } from './batch-host.ts';
import { BatchShell, forkBatch } from './batch-shell.ts';
import { createDialogs } from './dialogs.ts';
import { DicomNetworkDesk } from './dicom-network-desk.ts';
import { Displays } from './displays.ts';
import { EngineHost } from './engine-host.ts';
import { forkEngine } from './fork-engine.ts';
import { FrameChannel } from './frame-channel.ts';
import { createHandlers } from './handlers.ts';
import { ImageTable } from './image-table.ts';
import { registerCalls } from './ipc.ts';
import { followInterfaceSize } from './interface-size.ts';
import { locateParts, type Locations } from './locations.ts';
import { announceLibrary } from './library-news.ts';
import { lockDownApp } from './lockdown.ts';
import { IndexKey } from './index-key.ts';
import { installMenu, type MenuActions } from './menu.ts';
import { Openings } from './openings.ts';
import { declarePageScheme, servePage } from './page-protocol.ts';
import { PageRecovery } from './page-recovery.ts';
import { ModelDesk } from './model-desk.ts';
import { settleProfileFolder } from './profile-folder.ts';
import { RecentStudies } from './recent-studies.ts';
import { refuseToStart } from './refuse-to-start.ts';
import { SecondWindow } from './second-window.ts';
import { printReport } from './report-pdf.ts';
import { ScanReport } from './scan-report.ts';
import { Settings } from './settings.ts';
import { systemVault } from './vault.ts';
import { verifyProgram } from './verify-installation.ts';
import { WindowPlaces } from './window-places.ts';
import { bringToFront, createWindow, isFromPage, loadPage } from './window.ts';

/** Called with paths to open: those of the first start, of later starts, and of the macOS Finder. */
type OpenPaths = (paths: readonly string[]) => void;

const named = pathsOf(process.argv.slice(1), process.cwd());
// Started by Electron's own launcher, the first path is the app's.
const paths = process.defaultApp ? named.slice(1) : named;

const command = commandOf(process.argv.slice(1));

lockDownApp();
settleProfileFolder();
if (command !== null) void import('./command-line-mode.ts').then((mode) => mode.runCommandLineMode(command));
else if (app.requestSingleInstanceLock({ paths })) void run();
else app.exit(0);

async function run(): Promise<void> {
  declarePageScheme();
  let openPaths: OpenPaths | null = null;
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (openPaths === null) paths.push(path);
    else openPaths([path]);
  });
  app.on('window-all-closed', () => app.quit());
  const refusal = verifyProgram().then(() => null, toErrorReport);
  await app.whenReady();
  const altered = await refusal;
  if (altered !== null) return refuseToStart(altered);
  openPaths = openWindow(locateParts());
  openPaths(paths);
}

function openWindow(locations: Locations): OpenPaths {
  servePage(session.defaultSession, locations.page);
  const places = new WindowPlaces(locations.windowPlaces);
  const window = createWindow(locations.preload, !app.isPackaged, places.firstBounds());
  places.follow(window, 'first');
  const openings = serveWindow(window, places, locations);
  void loadPage(window);
  const openPaths: OpenPaths = (named) => {
    if (named.length > 0) openings.open(named);
  };
  app.on('second-instance', (_event, _arguments, _workingDirectory, message) => {
    bringToFront(window);
    openPaths(handedOverPaths(message));
  });
  return openPaths;
}

function serveWindow(window: BrowserWindow, places: WindowPlaces, locations: Locations): Openings {
  const announcer = new Announcer(window.webContents);
  const { policy, problem: policyProblem } = findPolicy(locations.policy);
  const settings = new Settings(locations.settings, policy);
  const language = (): Language => languageOf(settings.preferences.display.language, app.getLocale());
  const speech = (): Say => sayIn(language());
  const interfaceSize = (): number => settings.preferences.display.size;
  const applyInterfaceSize = followInterfaceSize(window.webContents, interfaceSize);
  const indexKey = new IndexKey(locations.indexKey, systemVault);
  const recentStudies = new RecentStudies(locations.recentStudies, indexKey);
  const displays = new Displays(window, locations.displays);
  displays.watch((display) => announcer.announce('displayChanged', display));
  const second = new SecondWindow(window, places, {
    onMoved: () => announcer.announce('secondWindowMoved', null),
    onDisplay: () =>
      announcer.announce('secondDisplayChanged', second.window && displays.showing(second.window)),
    interfaceSize,
  });
  window.on('leave-full-screen', () => announcer.announce('fullScreenLeft', null));
  const recovery = new PageRecovery(window, speech, () => openings.reopen());
  const images = new ImageTable();
  const frameChannel = new FrameChannel(window.webContents);
  const { decodeWorker, sampleFolder, indexFile, agreementFile, pseudonymSecret } = locations;
  const { modelShelf, modelDirectory: builtIn } = locations;
  const shelf = new ModelShelf(modelShelf, builtIn, policy.models);
  const engine: EngineHost = new EngineHost({
    fork: () => frameChannel.joining(forkEngine(locations.engineProcess)),
    startRequest() {
      const key = indexKey.read();
      const unlocked = [...openings.unlocked];
      const files = { modelDirectory: shelf.directory, decodeWorker, indexFile, agreementFile };
      const start = { ...files, ...network.startRequest, provider: settings.provider, unlocked };
      return key === null ? start : { ...start, indexKey: key };
    },
    onStatus: (status) => announcer.announce('engineStatus', status),
    onSurveyed: (payload) => openings.receive(payload),
    onNetwork: (news) => announcer.announce('networkChanged', news),
    onLibrary: (news) => announceLibrary(news, images, (name, payload) => announcer.announce(name, payload)),
  });
  const network: DicomNetworkDesk = new DicomNetworkDesk(locations.policy, {
    engine,
    open: (folder) => openings.open([folder]),
  });
  const openings: Openings = new Openings({
    engine,
    images,
    announce: (name, payload) => announcer.announce(name, payload),
    remember: (opened, title) => recentStudies.remember(opened, title),
  });
  const shell = new BatchShell(window, speech);
  const kept = createKeptWorklist(engine, (thrown) =>
    announcer.announce('indexFailed', toPageReport(thrown)),
  );
  const installation = () => ({
    modelDirectory: shelf.directory,
    decodeWorker,
    provider: settings.provider,
  });
  const scanReport = new ScanReport({
    fork: () => forkBatch(locations.batchProcess),
    kept,
    complete: (films, withIdentity) => ({
      ...{ films, withIdentity, language: language() },
      ...installation(),
    }),
    print: printReport,
  });
  const batch = new BatchHost({
    fork: () => forkBatch(locations.batchProcess),
    kept,
    complete: (chosen) => ({ ...chosen, ...installation() }),
    onState(state) {
      shell.heed(state);
      announcer.announce('batchChanged', state);
    },
    onFilms: (films, isFirst) => announcer.announce('worklistGrew', { films, isFirst }),
  });
  const agreement: AgreementDesk = new AgreementDesk(locations.readers, indexKey, {
    ...{ engine, batch },
    openStudy: (studyId) => handlers.openStudy(studyId),
  });
  const dialogs = createDialogs(window, speech);
  const setFullScreen = (fullScreen: boolean): void => window.setFullScreen(fullScreen);
  const handlers: Handlers = createHandlers({
    dialogs,
    agreement,
    network,
    batch,
    scanReport,
    displays,
    engine,
    images,
    frameChannel,
    openings,
    recentStudies,
    indexKey,
    settings,
    policyProblem,
    sampleFolder,
    pseudonymSecret,
    softwareVersion: app.getVersion(),
    setFullScreen,
    setSecondFullScreen: (fullScreen) => second.window?.setFullScreen(fullScreen),
    windowState: () => ({
      secondWindow: places.secondOpen,
      filmAlone: recovery.crashed ? window.isFullScreen() : places.wasFullScreen('first'),
      crashed: recovery.crashed,
    }),
    copyArea: ({ inSecond, ...area }) => copyArea((inSecond && second.window) || window, area),
    closeWindow: (unsaved) => closeWindow(window, speech(), unsaved),
    preferencesChanged: (preferences) => {
      announcer.announce('preferencesChanged', preferences);
      applyInterfaceSize();
      second.applyInterfaceSize();
      installMenu(menuActions, keyMapOf(preferences.keyboard), speech());
    },
  });
  const modelDesk = new ModelDesk({
    window,
    engine,
    shelf,
    staging: { shelf: modelShelf, builtIn, films: sampleFolder, trust: policy.models },
    speech,
  });
  registerCalls(handlers, (event) => isFromPage(window, event));
  const refuseBatch = (thrown: unknown): void => announcer.announce('batchRefused', toPageReport(thrown));
  const menuActions: MenuActions = {
    openFiles: () => void handlers.openFiles(undefined),
    openFolder: () => void handlers.openFolder(undefined),
    savePicture: () => announcer.announce('exportWanted', null),
    exportDicom: () => announcer.announce('dicomExportWanted', null),
    printFilms: () => announcer.announce('printWanted', null),
    showSettings: () => announcer.announce('settingsWanted', null),
    scanFolder: () => announcer.announce('scanWanted', 'scan'),
    resumeScan: () => void handlers.resumeScan(undefined).catch(refuseBatch),
    watchFolder: () => announcer.announce('scanWanted', 'watch'),
    pauseScan: () => batch.order(batch.state.phase === 'running' ? 'pause' : 'goOn'),
    stopScan: () => batch.order('stop'),
    saveObjects: () => announcer.announce('saveObjectsWanted', null),
    showAgreement: () => announcer.announce('agreementWanted', null),
    showWorklist: () => announcer.announce('worklistWanted', null),
    lastWorklist: () =>
      void handlers
        .lastWorklist(undefined)
        .then(() => announcer.announce('worklistWanted', null))
        .catch(refuseBatch),
    mayInstallModel: policy.models.install !== 'none',
    installModel: () => void modelDesk.install(),
    previousModel: () => void modelDesk.goBack(),
    secondWindow: () => announcer.announce('secondWindowWanted', null),
  };
  installMenu(menuActions, keyMapOf(settings.preferences.keyboard), speech());
  engine.start();
  app.once('will-quit', () => {
    engine.close();
    batch.close();
  });
  return openings;
}
