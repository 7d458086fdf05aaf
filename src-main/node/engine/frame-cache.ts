import type { FrameOfFile } from '#common/contract/engine';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { LRUCache } from 'lru-cache';

/** Decoded frames, so that showing and classifying an image, or going back to it, decodes it once. */
export interface FrameCache {
  /** The frame, from memory or decoded now; callers share it and must not write to it. */
  load(file: FrameOfFile): Promise<DecodedFrame>;
  /** Whether the frame is held, decoded. */
  has(file: FrameOfFile): boolean;
  /** The frame if it is held or being decoded. */
  peek(file: FrameOfFile): Promise<DecodedFrame> | null;
}

/** About ten of the largest radiographs in use (4,300 by 3,600 at 16 bits take 30 MB each). */
const defaultMaximumBytes = 256 * 2 ** 20;

/** A cache over `decode`, bounded by the bytes of its pixels; failures are not kept. */
export function createFrameCache(
  decode: (file: FrameOfFile) => Promise<DecodedFrame>,
  maximumBytes: number = defaultMaximumBytes,
): FrameCache {
  const held = new LRUCache<string, DecodedFrame>({
    maxSize: maximumBytes,
    sizeCalculation: ({ storedValues }) => Math.max(1, storedValues.byteLength),
  });
  const underway = new Map<string, Promise<DecodedFrame>>();

  function peek(file: FrameOfFile): Promise<DecodedFrame> | null {
    const key = keyOf(file);
    const found = held.get(key);
    return found ? Promise.resolve(found) : (underway.get(key) ?? null);
  }

  async function decodeAndKeep(file: FrameOfFile): Promise<DecodedFrame> {
    const key = keyOf(file);
    try {
      const decoded = await decode(file);
      held.set(key, decoded);
      return decoded;
    } finally {
      underway.delete(key);
    }
  }

  return {
    has: (file) => held.has(keyOf(file)),
    peek,
    load(file) {
      const present = peek(file);
      if (present) return present;
      const decoding = decodeAndKeep(file);
      underway.set(keyOf(file), decoding);
      return decoding;
    },
  };
}

/** The whole identity: what another file of the same path decoded to is not its frame. */
function keyOf({ path, members, frame, stamp, sopInstanceUid }: FrameOfFile): string {
  return JSON.stringify([path, members, frame, stamp, sopInstanceUid]);
}
