import { AppError } from '../errors.ts';
import type { Values } from './data-set.ts';
import type { LookupTable } from './lookup-table.ts';
import { unpackEntries } from './lut-entries.ts';
import { Tag } from './tags.ts';

/** The least and the greatest value that may go into a table. */
export interface InputRange {
  readonly least: number;
  readonly greatest: number;
}

/** Nobody chooses among more. */
const mostTables = 64;

/**
 * Reads the first tables of a Modality LUT Sequence or VOI LUT Sequence (PS3.3 C.11.1.1.1, C.11.2.1.1).
 *
 * @throws AppError `invalid-attribute` where a table is not what its descriptor says: better none than a wrong one.
 */
export function readLookupTables(
  parent: Values,
  sequence: typeof Tag.modalityLutSequence | typeof Tag.voiLutSequence,
  inputs: InputRange,
): readonly LookupTable[] {
  return parent
    .sequence(sequence)
    .slice(0, mostTables)
    .map((item) => readLookupTable(item, inputs));
}

function readLookupTable(item: Values, inputs: InputRange): LookupTable {
  const [count, first, bitsPerEntry] = item.words(Tag.lutDescriptor);
  const bytes = item.bytes(Tag.lutData);
  if (count === undefined || first === undefined || bitsPerEntry === undefined || !bytes)
    throw lying('has no descriptor or no data');
  if (bitsPerEntry < 1 || bitsPerEntry > 16) throw lying(`claims entries of ${bitsPerEntry} bits`);
  const entries = unpackEntries(bytes, item.words(Tag.lutData), entryCount(count), bitsPerEntry);
  if (!entries) throw lying(`does not hold the ${entryCount(count)} entries of its descriptor`);
  const firstMapped = isSigned(item.vr(Tag.lutDescriptor), inputs) ? (first << 16) >> 16 : first;
  return { firstMapped, entries, bitsPerEntry, explanation: item.text(Tag.lutExplanation) };
}

/** The number of entries of a descriptor's first value, which has no room for 65,536. */
export function entryCount(firstValue: number): number {
  return firstValue === 0 ? 65536 : firstValue;
}

/**
 * The first input mapped is signed where its VR or, in implicit VR, its inputs are. Some write US where they mean
 * SS: where no input is high enough for the unsigned reading, the signed one is meant.
 */
function isSigned(vr: string | null, { least, greatest }: InputRange): boolean {
  if (vr === 'SS') return true;
  return least < 0 && (vr !== 'US' || greatest < 0x8000);
}

function lying(how: string): AppError {
  return new AppError('invalid-attribute', `A lookup table of the file ${how}.`);
}
