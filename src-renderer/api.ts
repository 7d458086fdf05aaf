import type { Bridge, CallName, Events, ImageId, OpeningId, Request, Response } from '#common/contract/ipc';
import type { Reply } from '#common/contract/call';
import { fromErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { FrameDeliveries } from './frame-deliveries.ts';

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
  /** The pixels of one frame, by the frame channel once there is one. The caller owns them. */
  loadFrame(imageId: ImageId): Promise<DecodedFrame>;
  ask<N extends CallName>(name: N, request: Request<N>): Promise<Response<N>>;
  openDropped(files: readonly File[]): Promise<OpeningId>;
  /** Returns the function that stops listening. */
  on<N extends keyof Events>(name: N, listener: (payload: Events[N]) => void): () => void;
}

export function createApi(
  bridge: Bridge = window.bridge,
  deliveries: FrameDeliveries = new FrameDeliveries(),
): Api {
  const ask: Api['ask'] = async (name, request) => unwrap(await bridge.invoke(name, request));
  return {
    ask,
    loadFrame: async (imageId) =>
      deliveries.open ? deliveries.take(await ask('sendFrame', imageId)) : ask('loadFrame', imageId),
    openDropped: async (files) => unwrap(await bridge.openDropped(files)),
    on: (name, listener) => bridge.on(name, listener),
  };
}

function unwrap<T>(reply: Reply<T>): T {
  if (reply.ok) return reply.value;
  throw fromErrorReport(reply.error);
}
