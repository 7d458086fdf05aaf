import type { StoredValues } from '../imaging/decoded-frame.ts';
import type { ImagePixelModule } from './image-pixel-module.ts';

type Layout = Pick<ImagePixelModule, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'pixelRepresentation'>;

/**
 * Views bytes as samples of `bitsAllocated` bits in the machine's order and, in place, moves the stored bits
 * down from `highBit` and drops or sign-extends the bits above them (PS3.5 8.1.1). The bytes must be the
 * caller's own, and aligned to two for 16 bits.
 */
export function toStoredValues(bytes: Uint8Array, layout: Layout): StoredValues {
  const values = typedView(bytes, layout);
  const unusedAbove = layout.bitsAllocated - 1 - layout.highBit;
  const unusedBelow = layout.highBit + 1 - layout.bitsStored;
  if (unusedAbove === 0 && unusedBelow === 0) return values;
  // To the top of 32 bits and back down: arithmetic shift extends the sign, logical shift clears.
  const up = 32 - layout.bitsAllocated + unusedAbove;
  const down = 32 - layout.bitsStored;
  if (layout.pixelRepresentation === 1)
    for (let i = 0; i < values.length; i++) values[i] = (values[i]! << up) >> down;
  else for (let i = 0; i < values.length; i++) values[i] = (values[i]! << up) >>> down;
  return values;
}

function typedView(bytes: Uint8Array, { bitsAllocated, pixelRepresentation }: Layout): StoredValues {
  const { buffer, byteOffset, length } = bytes;
  if (bitsAllocated === 8) return pixelRepresentation ? new Int8Array(buffer, byteOffset, length) : bytes;
  const count = length >> 1;
  return pixelRepresentation
    ? new Int16Array(buffer, byteOffset, count)
    : new Uint16Array(buffer, byteOffset, count);
}

/** Spreads 8-bit samples over 16 bits, for codestreams of fewer bits than the file allocates. */
export function widen(bytes: Uint8Array, signed: boolean): Uint8Array {
  const samples = signed
    ? Int16Array.from(new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length))
    : Uint16Array.from(bytes);
  return new Uint8Array(samples.buffer);
}
