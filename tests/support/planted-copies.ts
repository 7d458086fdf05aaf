import { seededRandom } from '#common/sampling/seeded-random';

/** An 8-bit grey picture in C order. */
export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly pixels: Uint8Array;
}

/** A made-up limb of a seed of its own: shafts, joints and soft tissue on black, with fine texture. */
export function madeUpLimb(seed: number, rows = 220, columns = 170): Picture {
  const random = seededRandom(seed);
  const shafts = Array.from({ length: 2 + Math.floor(3 * random()) }, () => ({
    x: (0.25 + 0.5 * random()) * columns,
    lean: 0.5 * (random() - 0.5),
    width: (0.02 + 0.05 * random()) * columns,
    bow: (0.04 + 0.05 * random()) * rows,
  }));
  const joints = Array.from({ length: 8 }, () => ({
    x: (0.15 + 0.7 * random()) * columns,
    y: random() * rows,
    radius: (0.03 + 0.08 * random()) * rows,
    level: 40 + 70 * random(),
  }));
  const pixels = new Uint8Array(rows * columns);
  for (let i = 0; i < pixels.length; i++) {
    const [x, y] = [i % columns, Math.floor(i / columns)];
    let value = 15 + 30 * Math.exp(-(((x / columns - 0.5) / 0.3) ** 2)) + 6 * random();
    for (const { x: at, lean, width, bow } of shafts) {
      const centre = at + lean * (y - rows / 2) + bow * Math.sin((3 * y) / rows + at);
      value += 90 * Math.exp(-(((x - centre) / width) ** 2));
    }
    for (const joint of joints)
      value += joint.level * Math.exp(-((Math.hypot(x - joint.x, y - joint.y) / joint.radius) ** 4));
    pixels[i] = Math.min(255, value);
  }
  return { rows, columns, pixels };
}

/** The picture on a canvas of the given size, turned clockwise about its centre and enlarged, black beside it. */
export function turned(
  picture: Picture,
  degrees: number,
  { rows, columns, scale = 1 }: { readonly rows: number; readonly columns: number; readonly scale?: number },
): Picture {
  const [cos, sin] = [
    Math.cos((degrees * Math.PI) / 180) / scale,
    Math.sin((degrees * Math.PI) / 180) / scale,
  ];
  const pixels = new Uint8Array(rows * columns);
  for (let i = 0; i < pixels.length; i++) {
    const [u, v] = [(i % columns) + 0.5 - columns / 2, Math.floor(i / columns) + 0.5 - rows / 2];
    const x = Math.floor(picture.columns / 2 + cos * u + sin * v);
    const y = Math.floor(picture.rows / 2 + cos * v - sin * u);
    if (x >= 0 && y >= 0 && x < picture.columns && y < picture.rows)
      pixels[i] = picture.pixels[y * picture.columns + x]!;
  }
  return { rows, columns, pixels };
}

export function mirrored({ rows, columns, pixels }: Picture): Picture {
  const turnedRound = pixels.map((_, i) => pixels[i - (i % columns) + columns - 1 - (i % columns)]!);
  return { rows, columns, pixels: turnedRound };
}
