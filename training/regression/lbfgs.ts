import { dot } from './matrix.ts';

/** Writes the gradient at `point` and returns the value there. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

export interface LbfgsOptions {
  /** Stop when no component of the gradient is larger. */
  readonly gradientTolerance: number;
  readonly maxIterations: number;
}

const memory = 10;
const armijo = 1e-4;

interface Correction {
  readonly step: Float64Array;
  readonly change: Float64Array;
  readonly curvature: number;
}

/**
 * Minimises a smooth convex function by limited-memory BFGS with backtracking (Nocedal & Wright,
 * Numerical Optimization, algorithm 7.5). Deterministic. `start` is left as it was.
 */
export function minimize(objective: Objective, start: Float64Array, options: LbfgsOptions): Float64Array {
  let at = visit(objective, start.slice());
  const corrections: Correction[] = [];
  for (let iteration = 0; iteration < options.maxIterations; iteration++) {
    if (at.gradient.every((component) => Math.abs(component) <= options.gradientTolerance)) break;
    const direction = descend(at.gradient, corrections);
    const next = backtrack(objective, at, direction);
    if (next === null) break;
    const change = subtract(next.gradient, at.gradient);
    const step = subtract(next.point, at.point);
    const curvature = dot(step, change);
    if (curvature > 0) corrections.push({ step, change, curvature });
    if (corrections.length > memory) corrections.shift();
    at = next;
  }
  return at.point;
}

/** The two-loop recursion: minus the approximate inverse Hessian times the gradient. */
function descend(gradient: Float64Array, corrections: readonly Correction[]): Float64Array {
  const direction = gradient.map((component) => -component);
  const newestFirst = corrections.toReversed().map((correction) => {
    const alpha = dot(correction.step, direction) / correction.curvature;
    addMultiple(direction, correction.change, -alpha);
    return { correction, alpha };
  });
  const last = corrections.at(-1);
  const scale = last === undefined ? 1 : last.curvature / dot(last.change, last.change);
  for (let i = 0; i < direction.length; i++) direction[i]! *= scale;
  for (const { correction, alpha } of newestFirst.toReversed()) {
    const beta = dot(correction.change, direction) / correction.curvature;
    addMultiple(direction, correction.step, alpha - beta);
  }
  return direction;
}

interface Visit {
  readonly point: Float64Array;
  readonly value: number;
  readonly gradient: Float64Array;
}

function visit(objective: Objective, point: Float64Array): Visit {
  const gradient = new Float64Array(point.length);
  return { point, value: objective(point, gradient), gradient };
}

/** Halves the step until the value falls enough; null when rounding leaves nothing to gain. */
function backtrack(objective: Objective, from: Visit, direction: Float64Array): Visit | null {
  const slope = dot(from.gradient, direction);
  for (let step = 1; step > 1e-12; step /= 2) {
    const point = from.point.map((coordinate, i) => coordinate + step * direction[i]!);
    const next = visit(objective, point);
    if (next.value <= from.value + armijo * step * slope) return next;
  }
  return null;
}

function subtract(left: Float64Array, right: Float64Array): Float64Array {
  return left.map((component, i) => component - right[i]!);
}

function addMultiple(target: Float64Array, source: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i]! += factor * source[i]!;
}
