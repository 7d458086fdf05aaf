import type { InputSpec } from '#common/imaging/input-spec';
import { preprocess, resampleFrame } from '#common/imaging/preprocess';
import { filmValues, frameOf } from '../../support/synthetic-frame.ts';

const spec: InputSpec = {
  preprocessing: 1,
  rows: 96,
  columns: 96,
  resample: 'area',
  fit: 'letterbox',
  lowerPercentile: 0.01,
  upperPercentile: 0.99,
  padValue: 0,
  mean: 0.5,
  std: 0.25,
};
const rows = 600;
const columns = 400;
const values = filmValues(rows, columns, 4095, new Uint16Array(rows * columns));
const input = preprocess(frameOf(rows, columns, values, { bitsStored: 12 }), spec);

function largestDifference(other: Float32Array): number {
  return input.pixels.reduce((worst, pixel, i) => Math.max(worst, Math.abs(pixel - other[i]!)), 0) * spec.std;
}

describe('preprocess', () => {
  it('letterboxes a ramp, windows it by its percentiles and normalises it', () => {
    // A 64 x 128 ramp of 0..127 shrinks to 32 x 64 pairs with means 0.5, 2.5 … 126.5; with whole-range
    // percentiles these map linearly onto 0..1, and the bars above and below hold padValue.
    const ramp = Uint16Array.from({ length: 64 * 128 }, (_, i) => i % 128);
    const wide = { ...spec, rows: 64, columns: 64, lowerPercentile: 0, upperPercentile: 1, padValue: 0.25 };
    const { pixels, letterbox } = preprocess(frameOf(64, 128, ramp), wide);
    expect(letterbox).toMatchObject({ contentRows: 32, contentColumns: 64, top: 16, left: 0 });
    for (const [i, pixel] of pixels.entries()) {
      const inside = i >= 16 * 64 && i < 48 * 64;
      expect(pixel).toBeCloseTo(((inside ? (i % 64) / 63 : 0.25) - 0.5) / 0.25, 5);
    }
  });

  // The three numbers come from an independent implementation that walks every tap in float64.
  it('gives the pinned tensor for version 1', () => {
    const mean = input.pixels.reduce((sum, pixel) => sum + pixel, 0) / input.pixels.length;
    const square = input.pixels.reduce((sum, pixel) => sum + pixel * pixel, 0) / input.pixels.length;
    const weighted = input.pixels.reduce((sum, pixel, i) => sum + pixel * Math.sin(i), 0);
    expect({ mean, square, weighted }).toEqual({
      mean: expect.closeTo(-1.282435, 5),
      square: expect.closeTo(2.616566, 5),
      weighted: expect.closeTo(-3.852084, 4),
    });
  });

  it('is all but blind to what a file does to the same film', () => {
    const monochrome1 = frameOf(
      rows,
      columns,
      values.map((value) => 4095 - value),
      { photometricInterpretation: 'MONOCHROME1' },
    );
    const rescaled = frameOf(rows, columns, values, { rescaleSlope: 0.25, rescaleIntercept: -1024 });
    const negative = frameOf(
      rows,
      columns,
      Int16Array.from(values, (value) => -value),
      { rescaleSlope: -1 },
    );
    const eightBit = frameOf(rows, columns, filmValues(rows, columns, 255, new Uint8Array(values.length)));
    const half = filmValues(rows / 2, columns / 2, 4095, new Uint16Array(values.length / 4));
    expect(largestDifference(preprocess(monochrome1, spec).pixels)).toBeLessThan(1e-5);
    expect(largestDifference(preprocess(rescaled, spec).pixels)).toBeLessThan(1e-5);
    expect(largestDifference(preprocess(negative, spec).pixels)).toBeLessThan(1e-5);
    // Eight bits quantise a span of about 0.85 in steps of 1/255, averaged over 39 pixels and more.
    expect(largestDifference(preprocess(eightBit, spec).pixels)).toBeLessThan(1 / 255);
    expect(largestDifference(preprocess(frameOf(rows / 2, columns / 2, half), spec).pixels)).toBeLessThan(
      0.005,
    );
  });

  it('weighs colours by BT.601', () => {
    const rgb = Uint8Array.of(100, 0, 0, 0, 50, 0, 0, 0, 200, 10, 20, 30);
    const colour = frameOf(1, 4, rgb, { samplesPerPixel: 3, photometricInterpretation: 'RGB' });
    const luma = [0.299 * 100, 0.587 * 50, 0.114 * 200, 0.299 * 10 + 0.587 * 20 + 0.114 * 30];
    expect([...resampleFrame(colour, 1, 4)]).toEqual(luma.map((value) => expect.closeTo(value, 4)));
  });

  it('leaves the stored values as they were', () => {
    expect(values).toEqual(filmValues(rows, columns, 4095, new Uint16Array(rows * columns)));
  });

  it('fills padding with the darkest of the film, whichever way round it is stored', () => {
    const padding = { pixelPadding: { lower: 60000, upper: 65535 } };
    const film = Uint16Array.of(65535, 300, 100, 200);
    expect([...resampleFrame(frameOf(1, 4, film, padding), 1, 4)]).toEqual([100, 300, 100, 200]);
    const negative = frameOf(1, 4, film, { ...padding, photometricInterpretation: 'MONOCHROME1' });
    expect([...resampleFrame(negative, 1, 4)]).toEqual([-300, -300, -100, -200]);
  });

  it('looks a Modality LUT up before it averages', () => {
    const modalityLut = {
      firstMapped: 0,
      entries: Uint16Array.of(0, 10, 1000),
      bitsPerEntry: 16,
      explanation: null,
    };
    // The mean of entries 0 and 2 is 500; the entry of their mean would be 10.
    expect([...resampleFrame(frameOf(1, 2, Uint16Array.of(0, 2), { modalityLut }), 1, 1)]).toEqual([500]);
  });

  it('makes numbers of floating-point pixels that hold none', () => {
    const film = Float64Array.of(NaN, 0.5, 1e300, -0.5);
    const frame = frameOf(1, 4, film, { sampleType: 'float', bitsAllocated: 64 });
    expect([...resampleFrame(frame, 1, 4)]).toEqual([-0.5, 0.5, -0.5, -0.5]);
  });

  it('gives pixels that are not square their true shape', () => {
    const tall = frameOf(96, 96, new Uint16Array(96 * 96), { pixelAspectRatio: 2 });
    expect(preprocess(tall, spec).letterbox).toMatchObject({
      contentRows: 96,
      contentColumns: 48,
      imageRows: 96,
      imageColumns: 96,
    });
  });
});
