import { expand422, interleavePlanes, ybrFullToRgb } from '#common/imaging/photometric';

describe('ybrFullToRgb', () => {
  // PS3.3 C.7.6.3.1.2 forwards: Y = .299 R + .587 G + .114 B, Cb = -.1687 R - .3313 G + .5 B + 128,
  // Cr = .5 R - .4187 G - .0813 B + 128.
  it.each([
    ['grey', [77, 128, 128], [77, 77, 77]],
    ['red', [76, 85, 255], [254, 0, 0]],
    ['green', [150, 44, 21], [0, 255, 1]],
    ['blue', [29, 255, 107], [0, 0, 254]],
  ])('turns %s back', (_, ybr, rgb) => {
    const samples = Uint8Array.from(ybr);
    ybrFullToRgb(samples, 8);
    expect([...samples]).toEqual(rgb);
  });

  it('scales with the stored bits', () => {
    // At 12 bits no chroma is 2048; a red of 2002 above it adds 1.402 x 2002 = 2807 to red.
    const samples = Uint16Array.of(1000, 2048, 4050);
    ybrFullToRgb(samples, 12);
    expect([...samples]).toEqual([3807, 0, 1000]);
  });
});

describe('expand422', () => {
  it('gives both pixels of a pair its chroma, and an odd last pixel its own', () => {
    expect([...expand422(Uint8Array.of(1, 2, 30, 40, 5, 6, 70, 80), 3)]).toEqual([
      1, 30, 40, 2, 30, 40, 5, 70, 80,
    ]);
  });
});

describe('interleavePlanes', () => {
  it('gathers the samples of each pixel', () => {
    expect(interleavePlanes(Uint16Array.of(1, 2, 3, 4, 5, 6))).toEqual(Uint16Array.of(1, 3, 5, 2, 4, 6));
  });
});
