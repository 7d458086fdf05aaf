import { displayLut } from '#common/imaging/display-lut';
import { windowVoi } from '#common/imaging/voi';
import { frameOf } from '../../support/synthetic-frame.ts';

const described = (pixels: Parameters<typeof frameOf>[3]) =>
  frameOf(1, 1, new Uint16Array(1), pixels).description;

describe('displayLut', () => {
  // PS3.3 C.11.2.1.2.1 at center 2048 and width 4096: y = (x - 2047.5) / 4095 + 0.5, that is x / 4095.
  it('follows the LINEAR function to each end of the window', () => {
    const { firstStoredValue, lut } = displayLut(
      described({}),
      windowVoi({ center: 2048, width: 4096 }),
      false,
    );
    expect(firstStoredValue).toBe(0);
    expect([lut[0], lut[819], lut[2048], lut[4095], lut[65535]]).toEqual([0, 51, 128, 255, 255]);
  });

  it('windows in modality units', () => {
    const rescaled = described({ rescaleSlope: 2, rescaleIntercept: -1000 });
    // Stored 500 is 0 HU and stored 627 is 254; a window of center 128 and width 256 maps x to x / 255.
    const { lut } = displayLut(rescaled, windowVoi({ center: 128, width: 256 }), false);
    expect([lut[500], lut[627], lut[628]]).toEqual([0, 254, 255]);
  });

  it('begins at the lowest stored value of signed pixels', () => {
    const { firstStoredValue, lut } = displayLut(
      described({ pixelRepresentation: 1 }),
      windowVoi({ center: 0.5, width: 1 }),
      false,
    );
    expect(firstStoredValue).toBe(-32768);
    // Width 1 is a threshold: dark up to center - 0.5, bright above.
    expect([lut[32767], lut[32768], lut[32769]]).toEqual([0, 0, 255]);
  });

  it.each([
    ['MONOCHROME2', false, 51],
    ['MONOCHROME2', true, 204],
    ['MONOCHROME1', false, 204],
    ['MONOCHROME1', true, 51],
  ])('shows a fifth of full scale in %s, inverted by the person: %s, as %i', (photometric, invert, shown) => {
    const description = described({
      photometricInterpretation: photometric,
      bitsAllocated: 8,
      bitsStored: 8,
    });
    const { lut } = displayLut(description, windowVoi({ center: 128, width: 256 }), invert);
    expect([lut.length, lut[51]]).toEqual([256, shown]);
  });

  // By PS3.3 C.11.6.1.2 INVERSE is the whole of the inversion, however the photometric interpretation words it.
  it.each([
    ['MONOCHROME1', 'INVERSE', 204],
    ['MONOCHROME2', 'INVERSE', 204],
    ['MONOCHROME2', 'IDENTITY', 51],
  ] as const)('inverts %s once where the Presentation LUT Shape is %s', (photometric, shape, shown) => {
    const description = described({
      photometricInterpretation: photometric,
      presentationLutShape: shape,
      bitsAllocated: 8,
    });
    expect(displayLut(description, windowVoi({ center: 128, width: 256 }), false).lut[51]).toBe(shown);
  });

  it('inverts after a VOI LUT, not before', () => {
    // Stored 1 gives entry 51 of 255, so MONOCHROME1 shows 204; inverted first it would be entry 0 or 255.
    const voiLuts = [
      { firstMapped: 0, entries: Uint16Array.of(0, 51, 255), bitsPerEntry: 8, explanation: null },
    ];
    const description = described({ photometricInterpretation: 'MONOCHROME1', voiLuts, bitsAllocated: 8 });
    const { lut } = displayLut(description, { kind: 'table', index: 0 }, false);
    expect([lut[0], lut[1], lut[2], lut[255]]).toEqual([255, 204, 0, 0]);
  });

  it('takes a signed stored value through Modality LUT, then VOI LUT, each clamped at its ends', () => {
    const modalityLut = {
      firstMapped: -2,
      entries: Uint16Array.of(10, 20, 30),
      bitsPerEntry: 16,
      explanation: null,
    };
    const voiLuts = [
      { firstMapped: 15, entries: Uint16Array.of(0, 0, 0, 0, 0, 1023), bitsPerEntry: 10, explanation: null },
    ];
    const description = described({ modalityLut, voiLuts, pixelRepresentation: 1, rescaleSlope: 7 });
    const { lut, firstStoredValue } = displayLut(description, { kind: 'table', index: 0 }, false);
    // -3 and -2 are 10, below 15: first entry; -1 is 20, the sixth entry; 0 and above are 30, beyond the last.
    expect([-3, -2, -1, 0, 5].map((value) => lut[value - firstStoredValue])).toEqual([0, 0, 255, 255, 255]);
  });

  it.each([false, true])('leaves padding black, ends included, inverted: %s', (invert) => {
    const description = described({ bitsAllocated: 8, pixelPadding: { lower: 250, upper: 252 } });
    const { lut } = displayLut(description, windowVoi({ center: 128, width: 256 }), invert);
    expect([...lut.subarray(249, 254)]).toEqual(invert ? [6, 0, 0, 0, 2] : [249, 0, 0, 0, 253]);
  });
});
