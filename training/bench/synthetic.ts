import type { ParameterVector } from '../graph/parameters.ts';
import { sizeOf } from '../graph/emitter.ts';

/**
 * `count` numbers in [-1, 1) of the numbered stream. They need no generator's state, so that a program in another
 * language can draw the same: the benchmark's peers do.
 */
export function noise(stream: number, count: number): Float32Array {
  return Float32Array.from({ length: count }, (_, i) => {
    const scaled = Math.sin((i + 1) * 12.9898 + 78.233 * (stream + 1)) * 43758.5453123;
    return 2 * (scaled - Math.floor(scaled)) - 1;
  });
}

/** Weights within He's bound (arXiv 1502.01852), each parameter from the stream of its place, and no biases. */
export function drawWeights({ specs, size }: ParameterVector): Float32Array {
  const packed = new Float32Array(size);
  let offset = 0;
  specs.forEach(({ shape }, stream) => {
    const [first = 1] = shape;
    const bound = Math.fround(shape.length > 1 ? Math.sqrt((6 * first) / sizeOf(shape)) : 0);
    packed.set(
      noise(stream, sizeOf(shape)).map((value) => value * bound),
      offset,
    );
    offset += sizeOf(shape);
  });
  return packed;
}
