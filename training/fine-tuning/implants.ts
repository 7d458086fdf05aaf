type Random = () => number;

/** Intensities in [0, 1], `side * side` of them in C order. */
interface Canvas {
  readonly intensities: Float32Array;
  readonly side: number;
}

/** A straight piece of metal: its middle, half its extent, its half width and how much it takes of what is not white. */
interface Rod {
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly halfWidth: number;
  readonly density: number;
}

/** Places tried for an implant; the brightest of them is likeliest to lie along bone. */
const placesTried = 16;

/**
 * Lays a nail or a plate with screws along the brightest of some random places, mostly bone. Metal adds to what lies
 * under it instead of hiding it and ends softly. Laid on films of both classes, it tells the network nothing.
 */
export function layImplant(canvas: Canvas, random: Random): void {
  const { side } = canvas;
  const half = (0.06 + 0.22 * random()) * side;
  const halfWidth = (0.006 + 0.016 * random()) * side;
  const density = 0.55 + 0.45 * random();
  const places = Array.from({ length: placesTried }, (): Rod => {
    const angle = random() * Math.PI;
    const [x, y] = [(0.1 + 0.8 * random()) * side, (0.1 + 0.8 * random()) * side];
    return { x, y, dx: Math.cos(angle) * half, dy: Math.sin(angle) * half, halfWidth, density };
  });
  const brightness = places.map((rod) => meanAlong(canvas, rod));
  const place = places[brightness.indexOf(Math.max(...brightness))]!;
  layRod(canvas, place);
  const screws = Math.floor(random() * 7);
  for (let i = 0; i < screws; i++) layRod(canvas, screwOf(place, (2 * (i + 0.5)) / screws - 1, random));
}

/** Across the rod, at a place along it from -1 to 1. */
function screwOf({ x, y, dx, dy, halfWidth, density }: Rod, along: number, random: Random): Rod {
  const reach = (halfWidth * (1.5 + 4 * random())) / Math.hypot(dx, dy);
  return {
    x: x + dx * along,
    y: y + dy * along,
    dx: -dy * reach,
    dy: dx * reach,
    halfWidth: halfWidth * (0.3 + 0.4 * random()),
    density,
  };
}

function meanAlong({ intensities, side }: Canvas, { x, y, dx, dy }: Rod): number {
  const steps = 24;
  let sum = 0;
  for (let i = 0; i < steps; i++) {
    const along = (2 * (i + 0.5)) / steps - 1;
    const [column, row] = [Math.floor(x + dx * along), Math.floor(y + dy * along)];
    if (column >= 0 && row >= 0 && column < side && row < side) sum += intensities[row * side + column]!;
  }
  return sum / steps;
}

function layRod({ intensities, side }: Canvas, { x, y, dx, dy, halfWidth, density }: Rod): void {
  const [reachX, reachY] = [Math.abs(dx) + halfWidth + 1, Math.abs(dy) + halfWidth + 1];
  const held = (value: number): number => Math.min(side, Math.max(0, Math.floor(value)));
  const squared = Math.max(dx * dx + dy * dy, 1e-6);
  for (let row = held(y - reachY); row < held(y + reachY + 1); row++) {
    for (let column = held(x - reachX); column < held(x + reachX + 1); column++) {
      const [offX, offY] = [column + 0.5 - x, row + 0.5 - y];
      const along = Math.min(1, Math.max(-1, (offX * dx + offY * dy) / squared));
      const distance = Math.hypot(offX - along * dx, offY - along * dy);
      // A pixel wide, the edge is as soft as the sampling.
      const covered = Math.min(1, Math.max(0, halfWidth + 0.5 - distance)) * density;
      const at = row * side + column;
      intensities[at] = 1 - (1 - intensities[at]!) * (1 - covered);
    }
  }
}
