import { BrowserWindow, type IpcMainInvokeEvent, type WebContents } from 'electron';
import { pageOrigin, pageUrl } from './page-origin.ts';

const shortestLifeMilliseconds = 10_000;

/** The one window; the page is not loaded yet. */
export function createWindow(preload: string, developerTools: boolean): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 960,
    minHeight: 600,
    backgroundColor: '#0a0c0f',
    title: 'Osteon',
    autoHideMenuBar: true,
    show: false,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: developerTools,
    },
  });
  window.once('ready-to-show', () => window.show());
  reloadAfterCrash(window.webContents);
  return window;
}

/** A page that crashed comes back empty; one that crashes at once again is left, so that it cannot loop. */
function reloadAfterCrash(contents: WebContents): void {
  let last = -Infinity;
  contents.on('render-process-gone', (_event, { reason }) => {
    const now = performance.now();
    if (reason !== 'clean-exit' && now - last > shortestLifeMilliseconds) contents.reload();
    last = now;
  });
}

export function loadPage(window: BrowserWindow): Promise<void> {
  return window.loadURL(pageUrl);
}

/** True for the main frame of `window` while it shows our own page. */
export function isFromPage(window: BrowserWindow, event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  if (window.isDestroyed() || frame === null) return false;
  return frame === window.webContents.mainFrame && frame.url.startsWith(`${pageOrigin}/`);
}

/** A second start of the app lands here. */
export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
