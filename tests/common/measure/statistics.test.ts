import { regionSpans } from '#common/measure/region';
import { regionStatistics, valueAt } from '#common/measure/statistics';
import { frameOf } from '../../support/synthetic-frame.ts';

const all = (rows: number, columns: number) =>
  regionSpans(
    'rectangle',
    [
      { x: 0, y: 0 },
      { x: columns, y: rows },
    ],
    rows,
    columns,
  );

describe('regionStatistics', () => {
  // 2, 4, 4, 4, 5, 5, 7, 9: the textbook's eight numbers of mean 5 and deviation 2.
  const textbook = Uint16Array.of(2, 4, 4, 4, 5, 5, 7, 9);

  it('gives mean, deviation, extremes and histogram of the pixels', () => {
    expect(regionStatistics(frameOf(2, 4, textbook), all(2, 4))).toEqual({
      count: 8,
      mean: 5,
      standardDeviation: 2,
      least: 2,
      greatest: 9,
      histogram: { start: 2, width: 1, counts: [1, 0, 3, 2, 0, 1, 0, 1] },
    });
  });

  it('counts modality values, not stored ones', () => {
    const frame = frameOf(2, 4, textbook, { rescaleSlope: -2, rescaleIntercept: 100 });
    expect(regionStatistics(frame, all(2, 4))).toMatchObject({
      mean: 90,
      standardDeviation: 4,
      least: 82,
      greatest: 96,
    });
  });

  it('looks values up where the file has a Modality LUT', () => {
    const modalityLut = {
      firstMapped: 2,
      entries: Uint16Array.of(10, 0, 20, 30, 0, 40, 0, 90),
      bitsPerEntry: 8,
      explanation: null,
    };
    // 2 to 10, 4 to 20, 5 to 30, 7 to 40, 9 to 90: 10 + 60 + 60 + 40 + 90 = 260 over eight.
    expect(regionStatistics(frameOf(2, 4, textbook, { modalityLut }), all(2, 4))?.mean).toBe(32.5);
  });

  it('leaves padding out, ends included', () => {
    const frame = frameOf(2, 4, textbook, { pixelPadding: { lower: 5, upper: 7 } });
    // 2, 4, 4, 4, 9 are left: mean 23 / 5; squares 4 + 48 + 81 = 133.
    const left = regionStatistics(frame, all(2, 4));
    expect(left).toMatchObject({ count: 5, mean: 4.6, least: 2, greatest: 9 });
    expect(left?.standardDeviation).toBeCloseTo(Math.sqrt(133 / 5 - 4.6 ** 2), 12);
  });

  it('counts what a shutter covers', () => {
    const shutters = [{ shape: 'RECTANGULAR', left: 1, right: 1, upper: 1, lower: 1 }] as const;
    expect(regionStatistics(frameOf(2, 4, textbook, { shutters }), all(2, 4))?.count).toBe(8);
  });

  it('is none of no pixels, of padding alone, and of a first look', () => {
    const frame = frameOf(2, 4, textbook, { pixelPadding: { lower: 0, upper: 9 } });
    expect(regionStatistics(frame, all(2, 4))).toBeNull();
    expect(regionStatistics(frameOf(2, 4, textbook), [])).toBeNull();
    expect(regionStatistics({ ...frameOf(2, 4, textbook), reduction: 2 }, all(1, 2))).toBeNull();
  });

  it('takes the luma of colour', () => {
    const frame = frameOf(1, 2, Uint8Array.of(100, 0, 0, 0, 200, 50), { samplesPerPixel: 3 });
    // 29.9, and 117.4 + 5.7 = 123.1.
    const luma = regionStatistics(frame, all(1, 2));
    expect(luma?.least).toBeCloseTo(29.9, 12);
    expect(luma?.greatest).toBeCloseTo(123.1, 12);
  });

  it('says the same of a large region, value by value, as of every pixel by itself', () => {
    const [rows, columns] = [300, 400];
    const signed = Int16Array.from({ length: rows * columns }, (_, i) => ((i * 7919) % 5003) - 2500);
    const padding = { pixelPadding: { lower: -100, upper: 50 }, rescaleSlope: 0.5, rescaleIntercept: 3 };
    const spans = regionSpans(
      'ellipse',
      [
        { x: 3, y: 5 },
        { x: 391, y: 288 },
      ],
      rows,
      columns,
    );
    // More than 65536 pixels of 16 bits are counted by value, those of 32 bits one by one.
    const byValue = regionStatistics(frameOf(rows, columns, signed, padding), spans);
    const oneByOne = regionStatistics(frameOf(rows, columns, Float32Array.from(signed), padding), spans);
    expect(byValue?.count).toBeGreaterThan(65_536);
    expect(byValue?.mean).toBeCloseTo(oneByOne?.mean ?? NaN, 9);
    expect(byValue?.standardDeviation).toBeCloseTo(oneByOne?.standardDeviation ?? NaN, 9);
    expect(byValue?.histogram).toEqual(oneByOne?.histogram);
    expect(byValue?.histogram.counts.reduce((sum, count) => sum + count, 0)).toBe(byValue?.count);
  });

  it('makes bins of whole steps for whole values, so that none is favoured', () => {
    // 0 to 129 are 130 values: bins of three, the last one of a single value.
    const ramp = Uint16Array.from({ length: 130 }, (_, i) => i);
    const { histogram } = regionStatistics(frameOf(1, 130, ramp), all(1, 130))!;
    expect(histogram).toEqual({ start: 0, width: 3, counts: [...new Array<number>(43).fill(3), 1] });
  });

  it('has one bin for a flat region and sixty-four for fractions', () => {
    const flat = regionStatistics(frameOf(1, 3, Float32Array.of(0.25, 0.25, 0.25)), all(1, 3));
    expect(flat).toMatchObject({ standardDeviation: 0, histogram: { start: 0.25, counts: [3] } });
    const fractions = regionStatistics(frameOf(1, 3, Float32Array.of(0.5, 0.75, 64.5)), all(1, 3));
    expect(fractions?.histogram).toMatchObject({ start: 0.5, width: 1 });
    expect(fractions?.histogram.counts).toHaveLength(64);
    expect([fractions?.histogram.counts[0], fractions?.histogram.counts[63]]).toEqual([2, 1]);
  });
});

describe('valueAt', () => {
  const frame = frameOf(2, 2, Uint16Array.of(1, 2, 3, 0), {
    rescaleSlope: 10,
    pixelPadding: { lower: 0, upper: 0 },
  });

  it('is the modality value of the pixel', () => expect(valueAt(frame, 1, 0)).toBe(30));
  it('is none in padding', () => expect(valueAt(frame, 1, 1)).toBeNull());
  it.each([
    [-1, 0],
    [0, 2],
  ])('is none at row %d, column %d, outside', (row, column) =>
    expect(valueAt(frame, row, column)).toBeNull(),
  );
});
