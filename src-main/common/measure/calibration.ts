/** What a person knew the true size of. */
export interface Calibration {
  /** Millimetres to the shorter side of a pixel (`pixelShape`, which says how the sides compare). */
  readonly millimetresPerUnit: number;
  readonly by: 'line' | 'object';
  /** The size that was given. */
  readonly millimetres: number;
}

/** Sizes beyond these are slips of the keyboard. */
export const leastMillimetres = 0.1;
export const mostMillimetres = 3000;

/**
 * The calibration that makes something `units` long `millimetres` long; null where either is no size.
 *
 * @param units in shorter sides of a pixel: of an object, the diameter of the circle of the same area.
 */
export function calibrationFrom(
  by: Calibration['by'],
  units: number,
  millimetres: number,
): Calibration | null {
  const isSize = millimetres >= leastMillimetres && millimetres <= mostMillimetres;
  if (!isSize || !(units > 0)) return null;
  return { millimetresPerUnit: millimetres / units, by, millimetres };
}
