import { pixelQuality } from '../../../src-main/common/model/pixel-quality.ts';

describe('pixelQuality', () => {
  it('counts the values and the share of the commoner extreme', () => {
    // Ten values, four of them the largest, one the smallest.
    const storedValues = Uint16Array.of(7, 7, 7, 7, 1, 2, 3, 2, 3, 2);
    expect(pixelQuality({ storedValues })).toEqual({ distinctValues: 4, saturatedShare: 0.4 });
  });

  it('sees a blank image as one value, all of it at the end of the range', () => {
    const storedValues = new Int16Array(300 * 300).fill(-5);
    expect(pixelQuality({ storedValues })).toEqual({ distinctValues: 1, saturatedShare: 1 });
  });

  it('takes an even sample of a large image', () => {
    // Every second pixel is white, which an even step would hit always or never.
    const storedValues = Uint8Array.from({ length: 4_000_000 }, (_, i) => (i % 2 === 0 ? 255 : i % 251));
    const { distinctValues, saturatedShare } = pixelQuality({ storedValues });
    expect(distinctValues).toBe(252);
    expect(saturatedShare).toBeCloseTo(0.5, 2);
  });
});
