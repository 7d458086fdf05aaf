import type { Values } from './data-set.ts';
import type { PixelDescription, PixelPadding } from './image-description.ts';
import { Tag } from './tags.ts';

type Samples = Pick<
  PixelDescription,
  'bitsAllocated' | 'pixelRepresentation' | 'sampleType' | 'samplesPerPixel'
>;

/**
 * Reads the Pixel Padding Value, and the range it makes with its limit (PS3.3 C.7.5.1.1.2), or those of
 * floating-point pixels (C.7.6.24); null in colour, which has none.
 */
export function readPixelPadding(values: Values, samples: Samples): PixelPadding | null {
  if (samples.samplesPerPixel === 3) return null;
  const [value = null, limit = null] =
    samples.sampleType === 'float' ? floatEnds(values, samples) : wordEnds(values, samples);
  if (value === null) return null;
  const other = limit ?? value;
  return { lower: Math.min(value, other), upper: Math.max(value, other) };
}

/** Whatever their VR says, they are compared with stored values and so have their sign. */
function wordEnds(values: Values, { pixelRepresentation }: Samples): readonly (number | null)[] {
  return [Tag.pixelPaddingValue, Tag.pixelPaddingRangeLimit].map((tag) => {
    const word = values.uint16(tag);
    return word !== null && pixelRepresentation === 1 ? (word << 16) >> 16 : word;
  });
}

function floatEnds(values: Values, { bitsAllocated }: Samples): readonly (number | null)[] {
  const tags =
    bitsAllocated === 64
      ? [Tag.doubleFloatPixelPaddingValue, Tag.doubleFloatPixelPaddingRangeLimit]
      : [Tag.floatPixelPaddingValue, Tag.floatPixelPaddingRangeLimit];
  return tags.map((tag) => values.float(tag));
}
