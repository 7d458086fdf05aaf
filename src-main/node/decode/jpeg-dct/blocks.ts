import { AppError } from '#common/errors';
import type { BitReader } from './bit-reader.ts';
import type { HuffmanTable } from './huffman-table.ts';
import { naturalOrder } from './tables.ts';

/** What the blocks of one component share while a scan is read. */
export interface BlockState {
  readonly dc: HuffmanTable;
  readonly ac: HuffmanTable;
  /** The DC value of the block before. */
  prediction: number;
  /** Blocks yet to come whose band holds nothing new (ITU-T T.81 G.1.2.2). */
  endOfBand: number;
}

/** Which coefficients, in zigzag order, a progressive scan codes and which of their bits (B.2.3). */
export interface Band {
  readonly first: number;
  readonly last: number;
  /** The bit position that a scan before this one reached; 0 at first. */
  readonly high: number;
  readonly low: number;
}

/** Reads what a scan holds of one block, whose 64 coefficients begin at `at` in natural order. */
export type BlockReader = (bits: BitReader, state: BlockState, block: Int16Array, at: number) => void;

/** All of a block at once (F.2.2); the block must be zero before. */
export const readSequential: BlockReader = (bits, state, block, at) => {
  state.prediction += bits.readSigned(category(bits.decode(state.dc)));
  block[at] = state.prediction;
  for (let k = 1; k < 64; k++) {
    const symbol = bits.decode(state.ac);
    const size = symbol & 15;
    if (size === 0 && symbol !== zeroRun) return;
    k += symbol >> 4;
    if (k > 63) throw damaged();
    if (size > 0) block[at + naturalOrder[k]!] = bits.readSigned(size);
  }
};

/** The reader for a progressive scan (G.2). */
export function progressiveReader({ first, last, high, low }: Band): BlockReader {
  if (first === 0) return high === 0 ? dcFirst(low) : dcRefinement(low);
  return high === 0 ? acFirst(first, last, low) : acRefinement(first, last, low);
}

const zeroRun = 0xf0;

function dcFirst(low: number): BlockReader {
  return (bits, state, block, at) => {
    state.prediction += bits.readSigned(category(bits.decode(state.dc)));
    block[at] = state.prediction << low;
  };
}

function dcRefinement(low: number): BlockReader {
  return (bits, _, block, at) => {
    block[at]! |= bits.read(1) << low;
  };
}

function acFirst(first: number, last: number, low: number): BlockReader {
  return (bits, state, block, at) => {
    if (state.endOfBand > 0) {
      state.endOfBand--;
      return;
    }
    for (let k = first; k <= last; k++) {
      const symbol = bits.decode(state.ac);
      const run = symbol >> 4;
      const size = symbol & 15;
      if (size === 0 && run < 15) {
        state.endOfBand = (1 << run) - 1 + bits.read(run);
        return;
      }
      k += run;
      if (k > last) throw damaged();
      if (size > 0) block[at + naturalOrder[k]!] = bits.readSigned(size) << low;
    }
  };
}

/** Each coefficient known already gets a bit more, and those that now become non-zero are run-length coded. */
function acRefinement(first: number, last: number, low: number): BlockReader {
  const bit = 1 << low;
  const refine = (bits: BitReader, block: Int16Array, place: number): void => {
    const value = block[place]!;
    if (bits.read(1) && (Math.abs(value) & bit) === 0) block[place] = value + (value > 0 ? bit : -bit);
  };
  return (bits, state, block, at) => {
    let k = first;
    while (state.endOfBand === 0 && k <= last) {
      const symbol = bits.decode(state.ac);
      let run = symbol >> 4;
      const size = symbol & 15;
      if (size > 1) throw damaged();
      if (size === 0 && run < 15) {
        state.endOfBand = (1 << run) + bits.read(run);
        break;
      }
      const arriving = size === 0 ? 0 : bits.read(1) ? bit : -bit;
      for (; k <= last; k++) {
        const place = at + naturalOrder[k]!;
        if (block[place] !== 0) refine(bits, block, place);
        else if (run-- === 0) {
          block[place] = arriving;
          break;
        }
      }
      if (k > last && arriving !== 0) throw damaged();
      k++;
    }
    if (state.endOfBand === 0) return;
    for (; k <= last; k++) if (block[at + naturalOrder[k]!] !== 0) refine(bits, block, at + naturalOrder[k]!);
    state.endOfBand--;
  };
}

/** A DC difference has at most as many bits as a lossless one, 16 (table H.2). */
function category(symbol: number): number {
  if (symbol > 16) throw damaged();
  return symbol;
}

function damaged(): AppError {
  return new AppError('codec-failed', 'The compressed image is damaged.');
}
