import { seededRandom } from '#common/sampling/seeded-random';
import { layImplant } from '../../../training/fine-tuning/implants.ts';

const side = 96;

/** A bright bone across a dark film. */
function bone(): Float32Array {
  return Float32Array.from({ length: side * side }, (_, i) =>
    Math.abs(Math.floor(i / side) - 48) < 12 ? 0.6 : 0.1,
  );
}

describe('layImplant', () => {
  it('adds to what lies under it, mostly on bone, and takes nothing away', () => {
    const random = seededRandom(4);
    let [onBone, beside] = [0, 0];
    for (let laid = 0; laid < 30; laid++) {
      const [before, after] = [bone(), bone()];
      layImplant({ intensities: after, side }, random);
      const changed = after.map((value, i) => value - before[i]!);
      expect(Math.min(...changed)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...after)).toBeLessThanOrEqual(1);
      changed.forEach((value, i) => {
        if (value > 0.1 && before[i]! > 0.5) onBone++;
        else if (value > 0.1) beside++;
      });
    }
    expect(onBone).toBeGreaterThan(beside);
  });

  it('is the same for the same seed', () => {
    const lay = (seed: number): Float32Array => {
      const intensities = bone();
      layImplant({ intensities, side }, seededRandom(seed));
      return intensities;
    };
    expect(lay(7)).toEqual(lay(7));
    expect(lay(7)).not.toEqual(lay(8));
  });
});
