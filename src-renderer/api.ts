import type { Bridge, CallName, Events, OpeningId, Request, Response } from '#common/contract/ipc';
import type { Reply } from '#common/contract/call';
import { fromErrorReport } from '#common/errors';

declare global {
  interface Window {
    /** Put there by the preload script. */
    readonly bridge: Bridge;
  }
}

/**
 * What the page may do outside itself.
 * Every function rejects with the AppError that the other side reported.
 */
export interface Api {
  ask<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>>;
  openDropped(files: readonly File[]): Promise<OpeningId>;
  /** Returns the function that stops listening. */
  on<N extends keyof Events>(name: N, listener: (payload: Events[N]) => void): () => void;
}

export function createApi(bridge: Bridge = window.bridge): Api {
  return {
    ask: async (name, request) => unwrap(await bridge.invoke(name, request)),
    openDropped: async (files) => unwrap(await bridge.openDropped(files)),
    on: (name, listener) => bridge.on(name, listener),
  };
}

function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw fromErrorReport(reply.error);
}
