import { greyPlane, isGreyscale } from '#common/imaging/grey';
import { frameOf } from '../../support/synthetic-frame.ts';

const colour = (...samples: number[]) =>
  frameOf(1, samples.length / 3, Uint8Array.from(samples), {
    samplesPerPixel: 3,
    bitsAllocated: 8,
    bitsStored: 8,
    photometricInterpretation: 'RGB',
  });

describe('isGreyscale', () => {
  it('accepts one sample a pixel', () => {
    expect(isGreyscale(frameOf(1, 2, Uint16Array.of(0, 65535)))).toBe(true);
  });

  it('accepts a radiograph saved as RGB, with the rounding of its JPEG', () => {
    expect(isGreyscale(colour(0, 0, 0, 120, 122, 119, 255, 255, 255))).toBe(true);
  });

  it.each([
    [2, true],
    [4, false],
  ])('looks at a film of 300 pixels with %i coloured ones: grey is %s', (coloured, expected) => {
    const samples = Array.from({ length: 300 }, (_, i) =>
      i < coloured ? [250, 20, 20] : [90, 90, 90],
    ).flat();
    expect(isGreyscale(colour(...samples))).toBe(expected);
  });
});

describe('greyPlane', () => {
  it('hands on the stored values of a grey frame without a copy', () => {
    const values = Uint16Array.of(1, 2, 3, 4);
    expect(greyPlane(frameOf(2, 2, values)).values).toBe(values);
  });
});
