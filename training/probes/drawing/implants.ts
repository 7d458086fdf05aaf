import type { Film } from '../film.ts';
import { attenuate, emptyLayer, flat, round, soften, stroke, type Layer, type Point } from './layer.ts';
import { findLimb } from './limb.ts';

type Random = () => number;

/** An implant's place: its middle on bone, lying nearly along the limb; sizes in long sides of the film. */
interface Bed {
  readonly centre: Point;
  readonly angle: number;
  readonly unit: number;
}

/** A plate seen from above with a row of holes, most of them filled by a screw's head. */
export function addPlate(film: Film, random: Random): Film {
  const bed = chooseBed(film, random, 15);
  const half = bed.unit * between(random, 0.09, 0.17);
  const radius = bed.unit * between(random, 0.011, 0.018);
  const plate = emptyLayer(film);
  stroke(plate, along(bed, -half), along(bed, half), radius, flat, between(random, 0.9, 1.6));
  const heads = emptyLayer(film);
  const holes = 4 + Math.floor(random() * 5);
  for (let hole = 0; hole < holes; hole++) {
    const middle = along(bed, half * (-0.9 + (1.8 * hole) / (holes - 1)));
    if (random() < 0.7) stroke(heads, middle, middle, 0.6 * radius, round, between(random, 1, 1.8));
    else clearHole(plate, middle, 0.5 * radius);
  }
  return place(film, [plate, heads]);
}

/** One to three screws: a threaded shaft and a head, across the bone. */
export function addScrews(film: Film, random: Random): Film {
  const layers: Layer[] = [];
  const count = 1 + Math.floor(random() * 3);
  for (let screw = 0; screw < count; screw++) {
    const bed = turned(chooseBed(film, random, 0), Math.PI / 2 + (random() - 0.5));
    const half = bed.unit * between(random, 0.03, 0.08);
    const core = bed.unit * between(random, 0.004, 0.007);
    const threads = Math.round(between(random, 8, 16));
    const shaft = emptyLayer(film);
    const thread = (share: number): number => core * (1 + 0.3 * Math.sin(2 * Math.PI * threads * share));
    stroke(shaft, along(bed, -half), along(bed, half), thread, round, between(random, 1.2, 2));
    stroke(shaft, along(bed, -half), along(bed, -half + core), 2 * core, round, 2);
    layers.push(shaft);
  }
  return place(film, layers);
}

/** A nail in the marrow with two locking screws at its ends. */
export function addNail(film: Film, random: Random): Film {
  const bed = chooseBed(film, random, 5);
  const half = bed.unit * between(random, 0.2, 0.32);
  const radius = bed.unit * between(random, 0.01, 0.016);
  const nail = emptyLayer(film);
  stroke(nail, along(bed, -half), along(bed, half), radius, round, between(random, 1.2, 2.2));
  const locks = emptyLayer(film);
  for (const end of [-0.85, 0.85]) {
    const across = turned({ ...bed, centre: along(bed, end * half) }, Math.PI / 2);
    stroke(locks, along(across, -3 * radius), along(across, 3 * radius), 0.35 * radius, round, 1.5);
  }
  return place(film, [nail, locks]);
}

/** Two or three thin wires that cross in the bone. */
export function addWires(film: Film, random: Random): Film {
  const bed = chooseBed(film, random, 20);
  const count = 2 + Math.floor(random() * 2);
  const layers = Array.from({ length: count }, () => {
    const wire = turned(bed, (random() - 0.5) * 1.4);
    const [back, ahead] = [bed.unit * between(random, 0.05, 0.14), bed.unit * between(random, 0.05, 0.1)];
    const layer = emptyLayer(film);
    const radius = bed.unit * between(random, 0.0018, 0.0032);
    stroke(layer, along(wire, -back), along(wire, ahead), radius, round, between(random, 1.2, 2.2));
    return layer;
  });
  return place(film, layers);
}

function chooseBed(film: Film, random: Random, degrees: number): Bed {
  const { angle, bonePoints } = findLimb(film);
  return {
    centre: bonePoints[Math.floor(random() * bonePoints.length)]!,
    angle: angle + ((2 * random() - 1) * degrees * Math.PI) / 180,
    unit: Math.max(film.rows, film.columns),
  };
}

function turned(bed: Bed, by: number): Bed {
  return { ...bed, angle: bed.angle + by };
}

function along({ centre, angle }: Bed, distance: number): Point {
  return [centre[0] + Math.cos(angle) * distance, centre[1] + Math.sin(angle) * distance];
}

function clearHole(layer: Layer, middle: Point, radius: number): void {
  const hole = emptyLayer(layer);
  stroke(hole, middle, middle, radius, flat);
  for (let i = 0; i < layer.values.length; i++) layer.values[i]! *= 1 - hole.values[i]!;
}

function place(film: Film, layers: readonly Layer[]): Film {
  layers.forEach(soften);
  return attenuate(film, layers);
}

function between(random: Random, least: number, most: number): number {
  return least + random() * (most - least);
}
