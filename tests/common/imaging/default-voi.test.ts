import { automaticWindow, defaultVoi } from '#common/imaging/default-voi';
import { applyWindowLevel } from '#common/imaging/window-level';
import { windowVoi } from '#common/imaging/voi';
import { frameOf } from '../../support/synthetic-frame.ts';

const ramp = Uint16Array.from({ length: 100 * 100 }, (_, i) => i);
const voiLuts = [{ firstMapped: 0, entries: Uint16Array.of(0, 255), bitsPerEntry: 8, explanation: null }];

describe('defaultVoi', () => {
  it("takes the file's first window, with the function that the file names", () => {
    const windows = [
      { center: 40, width: 400, explanation: 'BONE' },
      { center: 1, width: 2, explanation: null },
    ];
    expect(defaultVoi(frameOf(100, 100, ramp, { windows, voiLuts, voiLutFunction: 'SIGMOID' }))).toEqual(
      windowVoi({ center: 40, width: 400 }, 'SIGMOID'),
    );
  });

  it('takes the first VOI LUT where there is no window', () => {
    expect(defaultVoi(frameOf(100, 100, ramp, { voiLuts }))).toEqual({ kind: 'table', index: 0 });
  });

  it('shows colour as it is, whatever windows the file has', () => {
    const colour = frameOf(1, 1, Uint8Array.of(9, 9, 9), {
      samplesPerPixel: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      photometricInterpretation: 'RGB',
      windows: [{ center: 4, width: 2, explanation: null }],
    });
    expect(defaultVoi(colour)).toEqual(windowVoi({ center: 128, width: 256 }));
  });
});

describe('automaticWindow', () => {
  it('spans all but the outer half percents of pixels, in modality units', () => {
    const window = automaticWindow(frameOf(100, 100, ramp, { rescaleSlope: -2, rescaleIntercept: 100 }));
    // Of 0..9999 the half percents are 49.995 and 9949.005; rescaled they change places.
    expect(applyWindowLevel(100 - 2 * 9949.005, window)).toBeCloseTo(0, 4);
    expect(applyWindowLevel(100 - 2 * 49.995, window)).toBeCloseTo(1, 4);
  });

  it('looks at every column of a wide film', () => {
    // 60 dark columns in every 64, of a film whose even sampling steps are multiples of 64.
    const film = Uint16Array.from({ length: 4096 * 4096 }, (_, i) => (i % 64 < 60 ? 100 : 4000));
    const { center, width } = automaticWindow(frameOf(4096, 4096, film));
    expect([center - width / 2, center + width / 2]).toEqual([100, 4001]);
  });

  it('is one that the standard allows even for a constant image', () => {
    expect(automaticWindow(frameOf(2, 2, new Uint16Array(4).fill(7)))).toEqual(
      windowVoi({ center: 7.5, width: 1 }),
    );
  });

  it('does not count padding', () => {
    // Half the pixels are padding at 60000; without them the film spans 100 to 200.
    const film = Uint16Array.from({ length: 400 }, (_, i) => (i % 2 ? 60000 : i < 200 ? 100 : 200));
    const padded = frameOf(20, 20, film, { pixelPadding: { lower: 60000, upper: 60000 } });
    expect(automaticWindow(padded)).toEqual(windowVoi({ center: 150.5, width: 101 }));
  });

  it('measures behind a Modality LUT, which need not rise', () => {
    const modalityLut = {
      firstMapped: 0,
      entries: Uint16Array.of(30, 10, 20),
      bitsPerEntry: 16,
      explanation: null,
    };
    expect(automaticWindow(frameOf(1, 3, Uint16Array.of(0, 1, 2), { modalityLut }))).toEqual(
      windowVoi({ center: expect.closeTo(20.5, 6), width: expect.closeTo(20.8, 4) } as never),
    );
  });

  it('spans fractions exactly, and counts nothing that is no number', () => {
    // Sorted 0, 0.25, 0.5: fractions 0.005 and 0.995 of two steps stand 0.01 steps inside the ends.
    const film = Float32Array.of(NaN, 0, 0.25, 0.5, Infinity);
    expect(automaticWindow(frameOf(1, 5, film, { sampleType: 'float', bitsAllocated: 32 }))).toEqual(
      windowVoi({ center: 0.25, width: expect.closeTo(0.495, 6) } as never, 'LINEAR_EXACT'),
    );
  });
});
