import { app, type Session, type WebContents } from 'electron';
import { pageOrigin } from './page-origin.ts';

/** Chromium's own reasons to use the network, none of which an offline app has. */
const quietSwitches = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'dns-prefetch-disable',
  'no-pings',
  'no-proxy-server',
] as const;

/** Must run before the app is ready: closes Chromium's roads to the network. */
export function lockDownApp(): void {
  for (const name of quietSwitches) app.commandLine.appendSwitch(name);
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.on('session-created', lockDownSession);
  app.on('web-contents-created', (_event, contents) => lockDownContents(contents));
}

/** Denies every permission and cancels every request that is not for the page's own files. */
function lockDownSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((request, answer) => answer({ cancel: !isAllowed(request.url) }));
  session.on('will-download', (event) => event.preventDefault());
}

/** Developer tools load their own files; a packaged app has none. */
function isAllowed(url: string): boolean {
  const local = [`${pageOrigin}/`, `blob:${pageOrigin}/`, 'data:'];
  const prefixes = app.isPackaged ? local : [...local, 'devtools://'];
  return prefixes.some((prefix) => url.startsWith(prefix));
}

function lockDownContents(contents: WebContents): void {
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  // Peer connections pass by the request filter: without a proxy this leaves them no route.
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
