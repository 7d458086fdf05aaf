import type { StoredValues } from '../imaging/decoded-frame.ts';
import type { ImagePixelModule } from './image-pixel-module.ts';

type Layout = Pick<ImagePixelModule, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'pixelRepresentation'> &
  Partial<Pick<ImagePixelModule, 'sampleType'>>;

/**
 * Views bytes as samples of `bitsAllocated` bits in the machine's order and, in place, moves the stored bits
 * down from `highBit` and drops or sign-extends the bits above them (PS3.5 8.1.1). The bytes must be the
 * caller's own, and aligned to their samples; those of one bit are told apart by `unpackBits` before.
 */
export function toStoredValues(bytes: Uint8Array, layout: Layout): StoredValues {
  const values = typedView(bytes, layout);
  const { bitsAllocated, highBit, bitsStored } = layout;
  const unusedAbove = bitsAllocated - 1 - highBit;
  const unusedBelow = highBit + 1 - bitsStored;
  if (layout.sampleType === 'float' || bitsAllocated === 1 || (unusedAbove === 0 && unusedBelow === 0))
    return values;
  // To the top of 32 bits and back down: arithmetic shift extends the sign, logical shift clears.
  const up = 32 - bitsAllocated + unusedAbove;
  const down = 32 - bitsStored;
  if (layout.pixelRepresentation === 1)
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! << up) >> down;
  else for (let i = 0; i < values.length; i++) values[i] = (values[i]! << up) >>> down;
  return values;
}

function typedView({ buffer, byteOffset, length }: Uint8Array, layout: Layout): StoredValues {
  const { bitsAllocated, sampleType = 'integer' } = layout;
  const isSigned = layout.pixelRepresentation === 1;
  const count = Math.floor(length / (Math.max(8, bitsAllocated) / 8));
  if (sampleType === 'float' && bitsAllocated === 64) return new Float64Array(buffer, byteOffset, count);
  if (sampleType === 'float') return new Float32Array(buffer, byteOffset, count);
  if (bitsAllocated === 32 && isSigned) return new Int32Array(buffer, byteOffset, count);
  if (bitsAllocated === 32) return new Uint32Array(buffer, byteOffset, count);
  if (bitsAllocated === 16 && isSigned) return new Int16Array(buffer, byteOffset, count);
  if (bitsAllocated === 16) return new Uint16Array(buffer, byteOffset, count);
  if (bitsAllocated === 8 && isSigned) return new Int8Array(buffer, byteOffset, count);
  return new Uint8Array(buffer, byteOffset, count);
}

/**
 * Spreads samples of one bit, lowest first (PS3.5 8.1.1), to a byte each.
 *
 * @param firstBit Frames of one bit a pixel follow each other without regard to bytes.
 */
export function unpackBits(bytes: Uint8Array, firstBit: number, count: number): Uint8Array {
  const samples = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const bit = firstBit + i;
    samples[i] = (bytes[bit >> 3]! >> (bit & 7)) & 1;
  }
  return samples;
}

/** Reverses the bytes of each unit of 2, 4 or 8, in place; what is left of a last unit stays as it is. */
export function reverseBytes(bytes: Uint8Array, unit: 1 | 2 | 4 | 8): void {
  for (let begin = 0; unit > 1 && begin + unit <= bytes.length; begin += unit)
    for (let low = begin, high = begin + unit - 1; low < high; low++, high--) {
      const byte = bytes[low]!;
      bytes[low] = bytes[high]!;
      bytes[high] = byte;
    }
}
