import { contextBridge, ipcRenderer, webUtils, type IpcRendererEvent } from 'electron';
import type { Reply } from '#common/contract/call';
import { calls, eventNames, type Bridge, type Events, type OpeningId } from '#common/contract/ipc';
import { framePortMessage } from '#common/contract/frame-delivery';
import { callChannel, eventChannel, framePortChannel } from './channels.ts';
import { pageOrigin } from './page-origin.ts';

/** The one thing of the page's world that this script has a use for; the layer has no types of the DOM. */
declare const window: { postMessage(message: string, origin: string, ports: readonly unknown[]): void };

const refusal: Reply<never> = {
  ok: false,
  error: { code: 'invalid-request', message: 'The bridge has no such call.' },
};

const bridge: Bridge = {
  invoke(name, request) {
    if (!Object.hasOwn(calls, name)) return Promise.resolve(refusal);
    return ipcRenderer.invoke(callChannel(name), request);
  },

  async openDropped(files): Promise<Reply<OpeningId>> {
    const paths = files.map(pathOfFile).filter((path) => path !== '');
    return ipcRenderer.invoke(callChannel('openDropped'), paths);
  },

  on(name, listener) {
    if (!eventNames.includes(name)) return () => undefined;
    // The event object carries privileged methods, so only the payload is passed on.
    const relay = (_event: IpcRendererEvent, payload: Events[typeof name]): void => listener(payload);
    ipcRenderer.on(eventChannel(name), relay);
    return () => void ipcRenderer.off(eventChannel(name), relay);
  },
};

/** The path of a DOM File; empty for anything else, and for a File that the page made itself. */
function pathOfFile(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

// A port cannot cross the bridge, only be posted from one script world to the other.
ipcRenderer.on(framePortChannel, ({ ports }) => window.postMessage(framePortMessage, pageOrigin, ports));

contextBridge.exposeInMainWorld('bridge', bridge);
