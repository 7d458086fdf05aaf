import { AppError } from '#common/errors';
import { BitReader } from './bit-reader.ts';
import type { Band, BlockState } from './blocks.ts';
import type { Frame } from './frame.ts';
import type { Tables } from './tables.ts';

/** A scan header (ITU-T T.81 B.2.3), its components as places in the frame. */
export interface Scan {
  readonly components: readonly {
    readonly index: number;
    readonly dcTable: number;
    readonly acTable: number;
  }[];
  readonly band: Band;
}

/** Reads one block of a component from the bits to wherever it is kept. */
export type BlockTarget = (bits: BitReader, state: BlockState, row: number, column: number) => void;

/**
 * Reads the payload of an SOS segment.
 *
 * @throws AppError `malformed-file`.
 */
export function readScanHeader(payload: Uint8Array, frame: Frame): Scan {
  const count = payload[0] ?? 0;
  if (count < 1 || count > frame.components.length || payload.length < 4 + 2 * count) throw damaged();
  const components = Array.from({ length: count }, (_, i) => {
    const [id, tables] = [payload[1 + 2 * i]!, payload[2 + 2 * i]!];
    const index = frame.components.findIndex((component) => component.id === id);
    if (index < 0) throw damaged();
    return { index, dcTable: tables >> 4, acTable: tables & 15 };
  });
  if (new Set(components.map(({ index }) => index)).size < count) throw damaged();
  const [first, last, bits] = payload.subarray(1 + 2 * count) as unknown as [number, number, number];
  const band = { first, last, high: bits >> 4, low: bits & 15 };
  if (frame.isProgressive) requireBand(band, count);
  return { components, band };
}

/** Blocks that `readScan` visits. */
export function blocksOf({ components }: Scan, frame: Frame): number {
  const of = ({ index }: { readonly index: number }) => frame.components[index]!;
  if (components.length > 1)
    return components.reduce((sum, one) => sum + of(one).paddedBlocksWide * of(one).paddedBlocksHigh, 0);
  return of(components[0]!).blocksWide * of(components[0]!).blocksHigh;
}

/**
 * Reads the entropy-coded data that begins at `start`, with its restart markers (E.2.4), and gives the position
 * of the marker after it.
 *
 * @param restartInterval In minimum coded units; 0 for none.
 * @param targets One for each component of the scan.
 * @throws AppError `truncated-file`, `codec-failed`; `malformed-file` for tables that were never defined.
 */
export function readScan(
  bytes: Uint8Array,
  start: number,
  frame: Frame,
  scan: Scan,
  tables: Tables,
  restartInterval: number,
  targets: readonly BlockTarget[],
): number {
  const bits = new BitReader(bytes, start);
  const states = scan.components.map((component) => startState(component, scan.band, frame, tables));
  const readUnit = unitReader(bits, frame, scan, states, targets);
  const [unitsWide, unitsHigh] = unitsOf(frame, scan);
  let done = 0;
  for (let row = 0; row < unitsHigh; row++)
    for (let column = 0; column < unitsWide; column++, done++) {
      if (restartInterval > 0 && done > 0 && done % restartInterval === 0) {
        bits.restart((done / restartInterval - 1) & 7);
        for (const state of states) state.prediction = state.endOfBand = 0;
      }
      readUnit(row, column);
    }
  return bits.finish();
}

/** Minimum coded units across and down: blocks where a scan has one component (A.2). */
function unitsOf(frame: Frame, { components }: Scan): readonly [number, number] {
  if (components.length > 1) return [frame.unitsWide, frame.unitsHigh];
  const { blocksWide, blocksHigh } = frame.components[components[0]!.index]!;
  return [blocksWide, blocksHigh];
}

function unitReader(
  bits: BitReader,
  frame: Frame,
  { components }: Scan,
  states: readonly BlockState[],
  targets: readonly BlockTarget[],
): (row: number, column: number) => void {
  if (components.length === 1) return (row, column) => targets[0]!(bits, states[0]!, row, column);
  const parts = components.map(({ index }, i) => ({
    ...frame.components[index]!,
    state: states[i]!,
    target: targets[i]!,
  }));
  return (row, column) => {
    for (const { state, target, horizontal, vertical } of parts)
      for (let y = 0; y < vertical; y++)
        for (let x = 0; x < horizontal; x++) target(bits, state, row * vertical + y, column * horizontal + x);
  };
}

function startState(
  { dcTable, acTable }: Scan['components'][number],
  { first, last, high }: Band,
  { isProgressive }: Frame,
  { dc, ac }: Tables,
): BlockState {
  const needsDc = first === 0 && high === 0;
  const needsAc = !isProgressive || last > 0;
  // A scan that needs no table of a kind still gets one, which its bits never reach.
  const [dcHuffman, acHuffman] = [needsDc ? dc[dcTable] : unused, needsAc ? ac[acTable] : unused];
  if (!dcHuffman || !acHuffman) throw new AppError('malformed-file', 'The JPEG lacks a code table.');
  return { dc: dcHuffman, ac: acHuffman, prediction: 0, endOfBand: 0 };
}

const unused = {
  look: new Uint16Array(),
  largest: new Int32Array(),
  shift: new Int32Array(),
  symbols: new Uint8Array(),
};

/** DC and AC coefficients never share a progressive scan, and one of AC has a single component (G.1.1.1). */
function requireBand({ first, last, high, low }: Band, componentCount: number): void {
  const isDc = first === 0 && last === 0;
  const isAc = first > 0 && first <= last && last < 64 && componentCount === 1;
  if (!(isDc || isAc) || low > 13 || (high !== 0 && high !== low + 1)) throw damaged();
}

function damaged(): AppError {
  return new AppError('malformed-file', 'A JPEG scan header is damaged.');
}
