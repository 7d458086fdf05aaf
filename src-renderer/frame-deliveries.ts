import { framePortMessage, type DeliveredFrame } from '#common/contract/frame-delivery';
import { AppError } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';

interface Awaiting {
  resolve(frame: DecodedFrame): void;
  reject(error: AppError): void;
}

/** The page's end of the frame channel: matches frames to the numbers they were announced by, in any order. */
export class FrameDeliveries {
  readonly #arrived = new Map<number, DecodedFrame>();
  readonly #awaited = new Map<number, Awaiting>();
  #port: MessagePort | null = null;

  /** False until a channel has been handed over. */
  get open(): boolean {
    return this.#port !== null;
  }

  /** Takes a channel in the place of the earlier one, whose engine is gone. */
  join(port: MessagePort): void {
    this.#port?.close();
    this.#port = port;
    port.addEventListener('message', ({ data }: MessageEvent<DeliveredFrame>) => this.#receive(data));
    port.addEventListener('close', () => this.#closed(port));
    port.start();
  }

  /** @throws AppError `engine-stopped` where the channel closes before the frame has come. */
  take(delivery: number): Promise<DecodedFrame> {
    const frame = this.#arrived.get(delivery);
    this.#arrived.delete(delivery);
    if (frame !== undefined) return Promise.resolve(frame);
    return new Promise((resolve, reject) => this.#awaited.set(delivery, { resolve, reject }));
  }

  #receive({ delivery, frame }: DeliveredFrame): void {
    const awaiting = this.#awaited.get(delivery);
    this.#awaited.delete(delivery);
    if (awaiting) awaiting.resolve(frame);
    else this.#arrived.set(delivery, frame);
  }

  #closed(port: MessagePort): void {
    if (port === this.#port) this.#port = null;
    const stopped = new AppError('engine-stopped', 'The engine stopped before the frame came.');
    for (const { reject } of this.#awaited.values()) reject(stopped);
    this.#awaited.clear();
    this.#arrived.clear();
  }
}

/** Hands over every channel that the preload script passes on. */
export function listenForFramePort(deliveries: FrameDeliveries): void {
  window.addEventListener('message', ({ source, data, ports: [port] }) => {
    if (source === window && data === framePortMessage && port !== undefined) deliveries.join(port);
  });
}
