import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { LRUCache } from 'lru-cache';

/** Decoded frames, so that showing and classifying an image, or going back to it, decodes it once. */
export interface FrameCache {
  /** The frame, from memory or decoded now; callers share it and must not write to it. */
  load(path: string, frame: number): Promise<DecodedFrame>;
  /** The frame if it is held or being decoded. */
  peek(path: string, frame: number): Promise<DecodedFrame> | null;
}

/** About ten of the largest radiographs in use (4,300 by 3,600 at 16 bits take 30 MB each). */
const defaultMaximumBytes = 256 * 2 ** 20;

/** A cache over `decode`, bounded by the bytes of its pixels; failures are not kept. */
export function createFrameCache(
  decode: (path: string, frame: number) => Promise<DecodedFrame>,
  maximumBytes: number = defaultMaximumBytes,
): FrameCache {
  const held = new LRUCache<string, DecodedFrame>({
    maxSize: maximumBytes,
    sizeCalculation: ({ storedValues }) => Math.max(1, storedValues.byteLength),
  });
  const underway = new Map<string, Promise<DecodedFrame>>();

  function peek(path: string, frame: number): Promise<DecodedFrame> | null {
    const key = keyOf(path, frame);
    const found = held.get(key);
    return found ? Promise.resolve(found) : (underway.get(key) ?? null);
  }

  async function decodeAndKeep(path: string, frame: number): Promise<DecodedFrame> {
    const key = keyOf(path, frame);
    try {
      const decoded = await decode(path, frame);
      held.set(key, decoded);
      return decoded;
    } finally {
      underway.delete(key);
    }
  }

  return {
    peek,
    load(path, frame) {
      const present = peek(path, frame);
      if (present) return present;
      const decoding = decodeAndKeep(path, frame);
      underway.set(keyOf(path, frame), decoding);
      return decoding;
    },
  };
}

function keyOf(path: string, frame: number): string {
  return `${frame} ${path}`;
}
