import type { LookupTable } from '../dicom/lookup-table.ts';
import { fullScaleOf } from './look-up.ts';
import { windowVoi, type WindowVoi } from './voi.ts';

/** A window in the place of a table, and whether the film has to be inverted with it. */
export interface EquivalentWindow {
  readonly window: WindowVoi;
  /** The table falls, which no window does. */
  readonly falls: boolean;
}

/**
 * The LINEAR window over the inputs between which a VOI LUT climbs, or falls, from its one end to its other, half
 * a grey level of the screen left out at each: where to begin when a person drags the window of a table.
 */
export function equivalentWindow(table: LookupTable): EquivalentWindow {
  const { entries, firstMapped } = table;
  const last = Math.max(0, entries.length - 1);
  const [start, end] = [entries[0] ?? 0, entries[last] ?? 0];
  const hair = fullScaleOf(table) / 510;
  let from = 0;
  while (from < last && Math.abs(entries[from + 1]! - start) <= hair) from++;
  let to = last;
  while (to > from && Math.abs(entries[to - 1]! - end) <= hair) to--;
  const window = windowVoi({ center: firstMapped + (from + to + 1) / 2, width: to - from + 1 });
  return { window, falls: end < start };
}
