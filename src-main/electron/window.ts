import { BrowserWindow, type IpcMainInvokeEvent, type WebPreferences } from 'electron';
import type { Rectangle } from '#common/viewer/window-place';
import { pageOrigin, pageUrl } from './page-origin.ts';

/** What no window may do without, said even where Electron's defaults say the same. */
export const lockedPreferences = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: false,
} as const satisfies WebPreferences;

/** The first window, and the only one with a page of its own, which is not loaded yet. */
export function createWindow(
  preload: string,
  developerTools: boolean,
  bounds: Partial<Rectangle>,
): BrowserWindow {
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 960,
    minHeight: 600,
    backgroundColor: '#0a0c0f',
    title: 'Osteon',
    autoHideMenuBar: true,
    show: false,
    webPreferences: { preload, ...lockedPreferences, devTools: developerTools },
  });
  window.once('ready-to-show', () => window.show());
  return window;
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
