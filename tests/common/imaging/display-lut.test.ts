import { displayLut } from '#common/imaging/display-lut';
import { frameOf } from '../../support/synthetic-frame.ts';

const described = (pixels: Parameters<typeof frameOf>[3]) =>
  frameOf(1, 1, new Uint16Array(1), pixels).description;

describe('displayLut', () => {
  // PS3.3 C.11.2.1.2.1 at center 2048 and width 4096: y = (x - 2047.5) / 4095 + 0.5, that is x / 4095.
  it('follows the LINEAR function to each end of the window', () => {
    const { firstStoredValue, lut } = displayLut(described({}), { center: 2048, width: 4096 }, false);
    expect(firstStoredValue).toBe(0);
    expect([lut[0], lut[819], lut[2048], lut[4095], lut[65535]]).toEqual([0, 51, 128, 255, 255]);
  });

  it('windows in modality units', () => {
    const rescaled = described({ rescaleSlope: 2, rescaleIntercept: -1000 });
    // Stored 500 is 0 HU and stored 627 is 254; a window of center 128 and width 256 maps x to x / 255.
    const { lut } = displayLut(rescaled, { center: 128, width: 256 }, false);
    expect([lut[500], lut[627], lut[628]]).toEqual([0, 254, 255]);
  });

  it('begins at the lowest stored value of signed pixels', () => {
    const { firstStoredValue, lut } = displayLut(
      described({ pixelRepresentation: 1 }),
      { center: 0.5, width: 1 },
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
    const { lut } = displayLut(description, { center: 128, width: 256 }, invert);
    expect([lut.length, lut[51]]).toEqual([256, shown]);
  });
});
