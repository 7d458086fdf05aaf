import { defaultWindow } from '#common/imaging/default-window';
import { applyWindowLevel } from '#common/imaging/window-level';
import { frameOf } from '../../support/synthetic-frame.ts';

const ramp = Uint16Array.from({ length: 100 * 100 }, (_, i) => i);

describe('defaultWindow', () => {
  it("takes the file's first window", () => {
    const windows = [
      { center: 40, width: 400, explanation: 'BONE' },
      { center: 1, width: 2, explanation: null },
    ];
    expect(defaultWindow(frameOf(100, 100, ramp, { windows }))).toEqual({ center: 40, width: 400 });
  });

  it('spans all but the outer half percents of pixels, in modality units', () => {
    const window = defaultWindow(frameOf(100, 100, ramp, { rescaleSlope: -2, rescaleIntercept: 100 }));
    // Of 0..9999 the half percents are 49.995 and 9949.005; rescaled they change places.
    expect(applyWindowLevel(100 - 2 * 9949.005, window)).toBeCloseTo(0, 4);
    expect(applyWindowLevel(100 - 2 * 49.995, window)).toBeCloseTo(1, 4);
  });

  it('looks at every column of a wide film', () => {
    // 60 dark columns in every 64, of a film whose even sampling steps are multiples of 64.
    const film = Uint16Array.from({ length: 4096 * 4096 }, (_, i) => (i % 64 < 60 ? 100 : 4000));
    const { center, width } = defaultWindow(frameOf(4096, 4096, film));
    expect([center - width / 2, center + width / 2]).toEqual([100, 4001]);
  });

  it('is one that the standard allows even for a constant image', () => {
    expect(defaultWindow(frameOf(2, 2, new Uint16Array(4).fill(7)))).toEqual({ center: 7.5, width: 1 });
  });

  it('shows colour as it is', () => {
    const colour = frameOf(1, 1, Uint8Array.of(9, 9, 9), {
      samplesPerPixel: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      photometricInterpretation: 'RGB',
    });
    expect(defaultWindow(colour)).toEqual({ center: 128, width: 256 });
  });
});
