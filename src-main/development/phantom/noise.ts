// Millions of calls a film: a bare binding spares each of them the look-up in the global object.
const { floor, imul } = Math;

/** Standard normal numbers by the Box-Muller transform. */
export function normalSource(uniform: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** Smooth noise in [-1, 1] at a point in space: lattice values blended by smoothstep. */
export function latticeNoise(x: number, y: number, z: number): number {
  const x0 = floor(x);
  const y0 = floor(y);
  const z0 = floor(z);
  const u = smoothstep(x - x0);
  const v = smoothstep(y - y0);
  const w = smoothstep(z - z0);
  const edge = (j: number, k: number): number =>
    blend(latticeValue(x0, y0 + j, z0 + k), latticeValue(x0 + 1, y0 + j, z0 + k), u);
  return blend(blend(edge(0, 0), edge(1, 0), v), blend(edge(0, 1), edge(1, 1), v), w);
}

/** 0 below 0, 1 above 1, and level at both ends. */
export function smoothstep(t: number): number {
  const clamped = t < 0 ? 0 : t > 1 ? 1 : t;
  return clamped * clamped * (3 - 2 * clamped);
}

function blend(from: number, to: number, share: number): number {
  return from + (to - from) * share;
}

function latticeValue(x: number, y: number, z: number): number {
  let hash = imul(x, 374761393) + imul(y, 668265263) + imul(z, 2147483647);
  hash = imul(hash ^ (hash >>> 13), 1274126177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2147483648 - 1;
}
