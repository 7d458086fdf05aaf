import { seededRandom } from '#common/sampling/seeded-random';
import { drawForeignObject } from '../../../training/fine-tuning/foreign-objects.ts';

describe('drawForeignObject', () => {
  it('leaves something bright and small on the film, within its intensities', () => {
    const side = 64;
    const random = seededRandom(3);
    for (let drawn = 0; drawn < 40; drawn++) {
      const intensities = new Float32Array(side * side);
      drawForeignObject({ intensities, side }, random);
      const covered = intensities.filter((value) => value > 0).length / intensities.length;
      expect(covered).toBeLessThan(0.15);
      expect(Math.max(...intensities)).toBeLessThanOrEqual(1);
    }
  });

  it('is the same for the same seed', () => {
    const draw = (): Float32Array => {
      const intensities = new Float32Array(48 * 48);
      drawForeignObject({ intensities, side: 48 }, seededRandom(9));
      return intensities;
    };
    expect(draw()).toEqual(draw());
    expect(Math.max(...draw())).toBeGreaterThan(0.7);
  });
});
