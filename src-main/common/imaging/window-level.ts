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
