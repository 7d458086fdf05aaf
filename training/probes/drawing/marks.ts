import type { Film } from '../film.ts';
import { findBrightRegions } from './bright-regions.ts';
import { attenuate, burnIn, emptyLayer, flat, soften, stroke, type Point } from './layer.ts';
import { write, widthOf } from './lettering.ts';
import { findLimb } from './limb.ts';

type Random = () => number;

/** A burnt-in arrow with a solid head that points at bone. */
export function addArrow(film: Film, random: Random): Film {
  const { bonePoints } = findLimb(film);
  const unit = Math.max(film.rows, film.columns);
  const tip = bonePoints[Math.floor(random() * bonePoints.length)]!;
  const angle = 2 * Math.PI * random();
  const length = unit * (0.05 + 0.06 * random());
  const back = (distance: number): Point => [
    tip[0] - Math.cos(angle) * distance,
    tip[1] - Math.sin(angle) * distance,
  ];
  const layer = emptyLayer(film);
  const width = unit * (0.0015 + 0.002 * random());
  stroke(layer, back(length), back(0.3 * length), width, flat);
  stroke(layer, back(0.35 * length), tip, (share) => 0.16 * length * (1 - share), flat);
  return burnIn(film, layer);
}

/** A lead letter, L or R, half of the time in a ring, in the darkest corner. */
export function addSideMarker(film: Film, random: Random): Film {
  const unit = Math.max(film.rows, film.columns);
  const height = unit * (0.03 + 0.03 * random());
  const corner = darkestCorner(film, 1.6 * height);
  const layer = emptyLayer(film);
  const [x, y] = [corner[0] - height / 3, corner[1] - height / 2];
  write(layer, random() < 0.5 ? 'L' : 'R', [x, y], height, height / 12, 3);
  if (random() < 0.5) {
    const ring = (turn: number): Point => [
      corner[0] + Math.cos(turn) * height * 0.9,
      corner[1] + Math.sin(turn) * height * 0.9,
    ];
    for (let step = 0; step < 24; step++)
      stroke(layer, ring((step * Math.PI) / 12), ring(((step + 1) * Math.PI) / 12), height / 20, flat, 3);
  }
  soften(layer);
  return attenuate(film, [layer]);
}

const captions = ['AP', 'LAT', 'PORTABLE', 'OBL', 'LEAD 21', 'DR 10 07 2014', 'ERSTE', 'TABLE'];

/** A burnt-in line of writing near the top or bottom edge. */
export function addCaption(film: Film, random: Random): Film {
  const text = captions[Math.floor(random() * captions.length)]!;
  const unit = Math.max(film.rows, film.columns);
  const height = Math.min(unit * (0.018 + 0.015 * random()), (0.9 * film.columns) / widthOf(text));
  const left = random() * (film.columns - widthOf(text) * height);
  const inset = height * (0.5 + random());
  const top = random() < 0.5 ? inset : film.rows - inset - height;
  const layer = emptyLayer(film);
  write(layer, text, [left, top], height, Math.max(0.5, height / 16));
  return burnIn(film, layer);
}

/** The place, `inset` from both its sides, of the corner of which least is bright. */
function darkestCorner(film: Film, inset: number): Point {
  const { rows, columns, values } = findBrightRegions(film);
  const corners = [0, 1, 2, 3].map((corner) => {
    const [right, bottom] = [corner & 1, corner >> 1];
    let sum = 0;
    for (let row = 0; row < rows >> 2; row++)
      for (let column = 0; column < columns >> 2; column++) {
        const y = bottom === 1 ? rows - 1 - row : row;
        sum += values[y * columns + (right === 1 ? columns - 1 - column : column)]!;
      }
    const x = right === 1 ? film.columns - inset : inset;
    return { sum, point: [x, bottom === 1 ? film.rows - inset : inset] as const };
  });
  return corners.reduce((darkest, corner) => (corner.sum < darkest.sum ? corner : darkest)).point;
}
