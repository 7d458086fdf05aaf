/**
 * Unpacks a segmented palette (PS3.3 C.7.9.2): runs of values, straight lines from the value before, and references
 * to earlier segments. Null where it does not make exactly `count` entries of so many bits.
 *
 * @param units Of a segment: words of 16-bit entries, bytes of 8-bit ones.
 */
export function expandSegments(
  units: Uint16Array | Uint8Array,
  count: number,
  bitsPerEntry: number,
): Uint16Array | null {
  const entries: number[] = [];
  // A byte of padding may follow the last segment.
  const isWhole = readSegments(units, 0, Infinity, entries, count) && entries.length === count;
  return isWhole && entries.every((entry) => entry < 2 ** bitsPerEntry) ? Uint16Array.from(entries) : null;
}

const discrete = 0;
const linear = 1;
const indirect = 2;

/** Appends so many segments from a position on; false where they are damaged or make too many entries. */
function readSegments(
  units: Uint16Array | Uint8Array,
  position: number,
  segments: number,
  entries: number[],
  count: number,
): boolean {
  for (let read = 0; read < segments && position + 1 < units.length; read++) {
    const [type, length] = [units[position]!, units[position + 1]!];
    position += 2;
    // A segment without values would let references go round for ever.
    if (length === 0) return false;
    if (type === discrete) {
      if (position + length > units.length) return false;
      entries.push(...units.subarray(position, position + length));
      position += length;
    } else if (type === linear) {
      if (position >= units.length || entries.length === 0) return false;
      appendLine(entries, units[position]!, length);
      position++;
    } else if (type === indirect && segments === Infinity) {
      const target = referenceAt(units, position);
      if (target === null || !readSegments(units, target, length, entries, count)) return false;
      position += units instanceof Uint8Array ? 4 : 2;
    } else return false;
    if (entries.length > count) return false;
  }
  return true;
}

function appendLine(entries: number[], end: number, length: number): void {
  const start = entries.at(-1)!;
  for (let i = 1; i <= length; i++) entries.push(Math.round(start + ((end - start) * i) / length));
}

/** The position that an indirect segment names, least significant unit first, as a count of bytes (C.7.9.2.3). */
function referenceAt(units: Uint16Array | Uint8Array, position: number): number | null {
  const isBytes = units instanceof Uint8Array;
  if (position + (isBytes ? 4 : 2) > units.length) return null;
  const parts = Array.from(units.subarray(position, position + (isBytes ? 4 : 2)));
  const offset = parts.reduceRight((sum, part) => sum * (isBytes ? 2 ** 8 : 2 ** 16) + part, 0);
  const target = isBytes ? offset : offset / 2;
  return Number.isInteger(target) && target < position ? target : null;
}
