import { app, session, type BrowserWindow } from 'electron';
import { Announcer } from './announcer.ts';
import { handedOverPaths, pathsOf } from './command-line.ts';
import { createDialogs } from './dialogs.ts';
import { EngineHost } from './engine-host.ts';
import { forkEngine } from './fork-engine.ts';
import { createHandlers } from './handlers.ts';
import { ImageTable } from './image-table.ts';
import { registerCalls } from './ipc.ts';
import { locateParts, type Locations } from './locations.ts';
import { announceLibrary } from './library-news.ts';
import { lockDownApp } from './lockdown.ts';
import { installMenu } from './menu.ts';
import { Openings } from './openings.ts';
import { declarePageScheme, servePage } from './page-protocol.ts';
import { RecentStudies } from './recent-studies.ts';
import { Settings } from './settings.ts';
import { bringToFront, createWindow, isFromPage, loadPage } from './window.ts';

/** Called with paths to open: those of the first start, of later starts, and of the macOS Finder. */
type OpenPaths = (paths: readonly string[]) => void;

const named = pathsOf(process.argv.slice(1), process.cwd());
// Started by Electron's own launcher, the first path is the app's.
const paths = process.defaultApp ? named.slice(1) : named;

declarePageScheme();
lockDownApp();
if (app.requestSingleInstanceLock({ paths })) void run();
else app.exit(0);

async function run(): Promise<void> {
  let openPaths: OpenPaths | null = null;
  app.on('open-file', (event, path) => {
    event.preventDefault();
    if (openPaths === null) paths.push(path);
    else openPaths([path]);
  });
  app.on('window-all-closed', () => app.quit());
  await app.whenReady();
  openPaths = openWindow(locateParts());
  openPaths(paths);
}

function openWindow(locations: Locations): OpenPaths {
  servePage(session.defaultSession, locations.page);
  const window = createWindow(locations.preload, !app.isPackaged);
  const openings = serveWindow(window, locations);
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

function serveWindow(window: BrowserWindow, locations: Locations): Openings {
  const announcer = new Announcer(window.webContents);
  const settings = new Settings(locations.settings);
  const recentStudies = new RecentStudies(locations.recentStudies);
  const images = new ImageTable();
  const { modelDirectory, decodeWorker, sampleFolder, indexFile } = locations;
  const engine = new EngineHost({
    fork: () => forkEngine(locations.engineProcess),
    startRequest: () => ({ modelDirectory, decodeWorker, indexFile, provider: settings.provider }),
    onStatus: (status) => announcer.announce('engineStatus', status),
    onSurveyed: (payload) => openings.receive(payload),
    onLibrary: (news) => announceLibrary(news, images, (name, payload) => announcer.announce(name, payload)),
  });
  const openings = new Openings({
    engine,
    images,
    announce: (name, payload) => announcer.announce(name, payload),
    remember: (opened, title) => recentStudies.remember(opened, title),
  });
  const dialogs = createDialogs(window);
  const setFullScreen = (fullScreen: boolean): void => window.setFullScreen(fullScreen);
  const handlers = createHandlers({
    dialogs,
    engine,
    images,
    openings,
    recentStudies,
    settings,
    sampleFolder,
    setFullScreen,
  });
  registerCalls(handlers, (event) => isFromPage(window, event));
  installMenu({
    openFiles: () => void handlers.openFiles(undefined),
    openFolder: () => void handlers.openFolder(undefined),
  });
  engine.start();
  app.once('will-quit', () => engine.close());
  return openings;
}
