import { createInverseDct, type InverseDct } from './inverse-dct.ts';
import { progressiveReader, readSequential, type Band } from './blocks.ts';
import type { Component } from './frame.ts';
import type { BlockTarget } from './scan.ts';

/** The samples of one component, line by line, with those that fill up its last blocks. */
export interface Plane {
  readonly samples: Uint8Array | Uint16Array;
  /** Samples a line, at least the component's width. */
  readonly stride: number;
}

/** Takes in the scans of one component and gives its samples at the end. */
export interface PlaneBuilder {
  /** @param quantisation The table in force when the component's first scan begins (ITU-T T.81 B.2.4.1). */
  target(band: Band, quantisation: Int32Array): BlockTarget;
  finish(): Plane;
}

/** Transforms each block as soon as it is read, since a sequential component has one scan. */
export function createSequentialPlane(component: Component, bitsPerSample: number): PlaneBuilder {
  const plane = emptyPlane(component, bitsPerSample);
  const inverseDct = createInverseDct(bitsPerSample);
  const block = new Int16Array(64);
  return {
    target: (_, quantisation) => (bits, state, row, column) => {
      block.fill(0);
      readSequential(bits, state, block, 0);
      transformBlock(inverseDct, block, 0, quantisation, plane, row, column);
    },
    finish: () => plane,
  };
}

/** Keeps all coefficients until the last scan. */
export function createProgressivePlane(component: Component, bitsPerSample: number): PlaneBuilder {
  const { paddedBlocksWide: wide, paddedBlocksHigh: high } = component;
  const coefficients = new Int16Array(64 * wide * high);
  let latched: Int32Array | null = null;
  return {
    target(band, quantisation) {
      latched ??= quantisation;
      const read = progressiveReader(band);
      return (bits, state, row, column) => read(bits, state, coefficients, 64 * (row * wide + column));
    },
    finish() {
      const plane = emptyPlane(component, bitsPerSample);
      const inverseDct = createInverseDct(bitsPerSample);
      for (let row = 0; row < high; row++)
        for (let column = 0; column < wide; column++)
          transformBlock(inverseDct, coefficients, 64 * (row * wide + column), latched!, plane, row, column);
      return plane;
    },
  };
}

function emptyPlane({ paddedBlocksWide, paddedBlocksHigh }: Component, bitsPerSample: number): Plane {
  const count = 64 * paddedBlocksWide * paddedBlocksHigh;
  const samples = bitsPerSample > 8 ? new Uint16Array(count) : new Uint8Array(count);
  return { samples, stride: 8 * paddedBlocksWide };
}

function transformBlock(
  inverseDct: InverseDct,
  coefficients: Int16Array,
  from: number,
  quantisation: Int32Array,
  { samples, stride }: Plane,
  row: number,
  column: number,
): void {
  inverseDct(coefficients, from, quantisation, samples, 8 * (row * stride + column), stride);
}
