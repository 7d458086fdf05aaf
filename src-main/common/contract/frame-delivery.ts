import type { DecodedFrame } from '../imaging/decoded-frame.ts';

/**
 * What comes by the frame channel, which leads from the engine to the page past the main process: pixels are
 * copied once instead of at every process and script world on the way. Nothing is asked for by it: every frame
 * on it was asked for by its opaque name, and allowed by the main process.
 */
export interface DeliveredFrame {
  /** The number that `sendFrame` answers with. */
  readonly delivery: number;
  readonly frame: DecodedFrame;
}

/** The message that hands the page its end of the frame channel. */
export const framePortMessage = 'osteon-frame-port';
