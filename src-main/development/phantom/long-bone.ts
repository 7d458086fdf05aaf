import { latticeNoise, smoothstep } from './noise.ts';

const { abs, max, sqrt } = Math;

/** Linear attenuation coefficients per millimetre near 60 keV (of the order of NIST's tables). */
const attenuation = { cortical: 0.058, trabecular: 0.036, marrow: 0.021, softTissue: 0.0206 } as const;

/** Where the film's field lies, in millimetres: y runs down the limb, x across it, z towards the tube. */
export const field = { width: 160, height: 240, depth: 100 } as const;

/** A break through the main bone: an oblique, jagged gap and a shifted, tilted far fragment. */
export interface Fracture {
  /** Height of the break at the bone's axis, in millimetres from the top of the field. */
  readonly level: number;
  /** Slope of the break across the limb, as millimetres down per millimetre across. */
  readonly slope: number;
  readonly gap: number;
  readonly shift: number;
  /** Tilt of the far fragment in radians. */
  readonly tilt: number;
}

/** A hollow bone cut across: its outer radius and the thickness of its cortex, in millimetres. */
interface Tube {
  readonly radius: number;
  readonly cortex: number;
}

/** Attenuation per millimetre at a place across the limb, for one height. */
export type Slice = (x: number, z: number) => number;

/** Cuts a lower leg at height `y`: two bones in soft tissue, the larger one broken if `fracture` is given. */
export function sliceLimb(y: number, fracture: Fracture | null): Slice {
  const limb = 46 - 9 * smoothstep(y / field.height) + 1.5 * latticeNoise(0, y / 25, 0);
  const main = mainBone(y);
  const slim = slimBone(y);
  const slimAxis = 23 - 2.5 * Math.sin(y / 70);
  return (x, z) => {
    const dx = x - field.width / 2;
    if ((dx / limb) ** 2 + (z / (0.92 * limb)) ** 2 > 1) return 0;
    return max(
      attenuation.softTissue,
      fracture === null ? cut(main, dx + 8, y, z) : cutBroken(main, dx + 8, y, z, fracture),
      cut(slim, dx - slimAxis, y, z + 6),
    );
  };
}

/** A shaft that flares into the broad, thin-walled ends of a long bone. */
function mainBone(y: number): Tube {
  const shaft = smoothstep(y / 80) * smoothstep((field.height - y) / 70);
  return {
    radius: 11.5 + 15 * smoothstep((62 - y) / 62) ** 1.4 + 9 * smoothstep((y - 178) / 62) ** 1.3,
    cortex: 1.1 + 4.2 * shaft,
  };
}

function slimBone(y: number): Tube {
  const flare = 3.5 * smoothstep((45 - y) / 45) + 4 * smoothstep((y - 190) / 50);
  return { radius: 5.5 + flare, cortex: 2.2 - 0.3 * flare };
}

function cutBroken(bone: Tube, x: number, y: number, z: number, fracture: Fracture): number {
  const below = y - fracture.level;
  const jag = 1.6 * latticeNoise(x / 2.5, 7, z / 2.5) + 0.5 * latticeNoise(x / 0.8, 3, z / 0.8);
  const past = below - fracture.slope * x - 0.25 * z - jag;
  if (abs(past) < fracture.gap / 2) return 0;
  return cut(bone, past < 0 ? x : x - fracture.shift - Math.sin(fracture.tilt) * below, y, z);
}

/** A cortical shell around trabecular bone at the ends and marrow in the shaft; slightly flat towards the tube. */
function cut({ radius, cortex }: Tube, x: number, y: number, z: number): number {
  const distance = sqrt(x * x + (z / 0.9) ** 2);
  if (distance > radius + 0.35) return 0;
  const surface = radius + 0.35 * latticeNoise(x / 9, y / 7, z / 9);
  if (distance > surface) return 0;
  if (distance > surface - cortex) return attenuation.cortical;
  const end = Math.min(1, Math.max(0, (radius - 13) / 8));
  if (end === 0) return attenuation.marrow;
  const grain = 0.5 + 0.5 * latticeNoise(x / 0.9, y / 2.2, z / 0.9);
  return attenuation.marrow + end * (attenuation.trabecular - attenuation.marrow) * (0.4 + 1.2 * grain);
}
