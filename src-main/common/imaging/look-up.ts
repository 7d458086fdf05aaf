import type { LookupTable } from '../dicom/lookup-table.ts';

/**
 * The entry for an input (PS3.3 C.11.1.1.1, C.11.2.1.1): an input below the first one mapped takes the first
 * entry, one beyond the last takes the last. Fractions, which a rescale may leave, go to the nearest input.
 */
export function lookUp({ firstMapped, entries }: LookupTable, input: number): number {
  const last = entries.length - 1;
  const index = Math.min(last, Math.max(0, Math.round(input - firstMapped)));
  return entries[index] ?? entries[0] ?? 0;
}

/** The brightest that the entries of a table can say: `2 ** bitsPerEntry - 1`. */
export function fullScaleOf({ bitsPerEntry }: Pick<LookupTable, 'bitsPerEntry'>): number {
  return 2 ** bitsPerEntry - 1;
}
