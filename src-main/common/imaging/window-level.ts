import type { VoiLutFunction } from '../dicom/image-description.ts';

/** Window Center (0028,1050) and Window Width (0028,1051), in modality units. */
export interface WindowLevel {
  readonly center: number;
  readonly width: number;
}

/**
 * The LINEAR VOI LUT function of PS3.3 C.11.2.1.2.1, mapped onto [0, 1].
 *
 * @throws RangeError when the width is below 1, which the standard forbids.
 */
export function applyWindowLevel(value: number, { center, width }: WindowLevel): number {
  if (!(width >= 1)) throw new RangeError(`Window Width must be at least 1, got ${width}`);
  if (value <= center - 0.5 - (width - 1) / 2) return 0;
  if (value > center - 0.5 + (width - 1) / 2) return 1;
  return (value - (center - 0.5)) / (width - 1) + 0.5;
}

/**
 * The SIGMOID VOI LUT function of PS3.3 C.11.2.1.3.1, mapped onto [0, 1], whose ends it nears and never meets.
 *
 * @throws RangeError unless the width is above 0.
 */
export function applySigmoid(value: number, { center, width }: WindowLevel): number {
  requirePositive(width);
  return 1 / (1 + Math.exp((-4 * (value - center)) / width));
}

/**
 * The LINEAR_EXACT VOI LUT function of PS3.3 C.11.2.1.3.2, mapped onto [0, 1]: no half unit for the width of
 * integers, so it is also the one for fractions.
 *
 * @throws RangeError unless the width is above 0.
 */
export function applyLinearExact(value: number, { center, width }: WindowLevel): number {
  requirePositive(width);
  if (value <= center - width / 2) return 0;
  if (value > center + width / 2) return 1;
  return (value - center) / width + 0.5;
}

/** The function that each value of VOI LUT Function (0028,1056) names. */
export const windowFunctions: Readonly<
  Record<VoiLutFunction, (value: number, window: WindowLevel) => number>
> = {
  LINEAR: applyWindowLevel,
  LINEAR_EXACT: applyLinearExact,
  SIGMOID: applySigmoid,
};

function requirePositive(width: number): void {
  if (!(width > 0)) throw new RangeError(`Window Width must be above 0, got ${width}`);
}
