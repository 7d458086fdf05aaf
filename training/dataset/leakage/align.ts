import type { Pose, SmallFilm } from './ring-spectrum.ts';

/** Rows and columns of the discs that are compared. */
const side = 56;
/** Of a film's long side; corners are what turning and padding change. */
const diameter = 0.92;
/** Half a side of the square whose mean is taken off each pixel: limbs are alike, edges and texture are not. */
const surround = 2;
/** Of 255 levels; edges of metal and markers would outweigh all else. */
const softLimit = 12;

/** How a posed film is moved to lie on another. */
interface Move {
  /** In radians. */
  readonly turn: number;
  /** In pixels of the disc. */
  readonly right: number;
  readonly down: number;
}

const turnStep = (1.5 * Math.PI) / 180;
const moves: readonly (readonly Move[])[] = [
  [-turnStep, turnStep].map((turn) => ({ turn, right: 0, down: 0 })),
  [-1, 1].map((right) => ({ turn: 0, right, down: 0 })),
  [-1, 1].map((down) => ({ turn: 0, right: 0, down })),
];

/**
 * The correlation of the fine detail of two films, the second one posed and enlarged as told and then moved a
 * little, by each kind of move in turn, as long as that helps: 1 for copies, about 0.5 for like films of two
 * people.
 */
export function alignedCorrelation(a: SmallFilm, b: SmallFilm, pose: Pose, scale: number): number {
  const wanted = detailOf(disc(a, { angle: 0, mirrored: false }, 1, unmoved));
  const correlate = (move: Move): number => dot(wanted, detailOf(disc(b, pose, scale, move)));
  let [best, most] = [unmoved, correlate(unmoved)];
  for (const kind of moves)
    for (const step of kind) {
      const moved = {
        turn: best.turn + step.turn,
        right: best.right + step.right,
        down: best.down + step.down,
      };
      const correlation = correlate(moved);
      if (correlation > most) [best, most] = [moved, correlation];
    }
  return most;
}

const unmoved: Move = { turn: 0, right: 0, down: 0 };

/** Positions of the disc on its square. */
const inside = Int32Array.from(
  Array.from({ length: side * side }, (_, i) => i).filter((i) => {
    const [u, v] = [(i % side) + 0.5 - side / 2, Math.floor(i / side) + 0.5 - side / 2];
    return u * u + v * v <= (side * side) / 4;
  }),
);

/** How many pixels of the disc each surround holds. */
const surroundCounts = boxSums(onDisc(() => 1));

/** A disc about a film's centre, laid onto a square; 0 beside the disc. */
function disc(film: SmallFilm, { angle, mirrored }: Pose, scale: number, move: Move): Float64Array {
  const { rows, columns } = film;
  const step = (diameter * Math.max(rows, columns)) / side / scale;
  const [cos, sin] = [Math.cos(angle + move.turn) * step, Math.sin(angle + move.turn) * step];
  const flip = mirrored ? -1 : 1;
  return onDisc((i) => {
    const u = (i % side) + 0.5 - side / 2 + move.right;
    const v = Math.floor(i / side) + 0.5 - side / 2 + move.down;
    const x = columns / 2 + cos * u + sin * v - 0.5;
    const y = rows / 2 + flip * (cos * v - sin * u) - 0.5;
    return bilinear(film, x, y);
  });
}

function onDisc(valueAt: (position: number) => number): Float64Array {
  const values = new Float64Array(side * side);
  for (let i = 0; i < inside.length; i++) values[inside[i]!] = valueAt(inside[i]!);
  return values;
}

function bilinear(film: SmallFilm, x: number, y: number): number {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const upper = levelAt(film, top, left) * (left + 1 - x) + levelAt(film, top, left + 1) * (x - left);
  const lower = levelAt(film, top + 1, left) * (left + 1 - x) + levelAt(film, top + 1, left + 1) * (x - left);
  return upper + (y - top) * (lower - upper);
}

function levelAt({ rows, columns, pixels }: SmallFilm, row: number, column: number): number {
  return row < 0 || column < 0 || row >= rows || column >= columns ? 0 : pixels[row * columns + column]!;
}

/** What is left of a disc when the mean of each pixel's surround is taken off, with mean 0 and norm 1. */
function detailOf(values: Float64Array): Float64Array {
  const sums = boxSums(values);
  const detail = onDisc((i) => Math.tanh((values[i]! - sums[i]! / surroundCounts[i]!) / softLimit));
  const mean = detail.reduce((sum, value) => sum + value, 0) / inside.length;
  const centred = onDisc((i) => detail[i]! - mean);
  const norm = Math.sqrt(dot(centred, centred)) || 1;
  return centred.map((value) => value / norm);
}

/** The sum over the square about each pixel, first along rows and then along columns. */
function boxSums(values: Float64Array): Float64Array {
  return sumsAlong(sumsAlong(values, 1), side);
}

function sumsAlong(values: Float64Array, step: number): Float64Array {
  const sums = new Float64Array(values.length);
  for (let i = 0; i < sums.length; i++) {
    const place = step === 1 ? i % side : Math.floor(i / side);
    const [first, last] = [Math.max(0, place - surround), Math.min(side - 1, place + surround)];
    for (let at = first; at <= last; at++) sums[i]! += values[i + (at - place) * step]!;
  }
  return sums;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
