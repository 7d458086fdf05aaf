import type { SpacingAttributes } from '#common/dicom/image-description';
import type { Shape } from '#common/measure/annotation';
import { calibrationFrom } from '#common/measure/calibration';
import { annotationOf } from '#common/measure/draft';
import { ellipseDiameter, measure } from '#common/measure/measure';
import {
  formatNumber,
  formatValue,
  labelLines,
  measurementLine,
  quantityText,
} from '#common/measure/measurement-texts';
import { rulerOf } from '#common/measure/ruler';
import type { Point } from '#common/viewer/view-transform';
import { frameOf } from '../../support/synthetic-frame.ts';

const at = (x: number, y: number): Point => ({ x, y });
const unspoken: SpacingAttributes = {
  pixelSpacing: null,
  imagerPixelSpacing: null,
  nominalScannedPixelSpacing: null,
  pixelSpacingCalibrationType: null,
  pixelSpacingCalibrationDescription: null,
  estimatedRadiographicMagnificationFactor: null,
};
/** 10 rows of 20 columns; the value of a pixel is its column. */
const film = frameOf(
  10,
  20,
  Uint16Array.from({ length: 200 }, (_, i) => i % 20),
);
const atDetector = rulerOf(
  { spacing: { ...unspoken, imagerPixelSpacing: [0.5, 0.25] }, pixelAspectRatio: 2 },
  'DX',
  null,
);
const inPixels = rulerOf({ spacing: null, pixelAspectRatio: 1 }, 'DX', null);

const texts = (shape: Shape, points: readonly Point[], ruler = atDetector) =>
  measure({ shape, points }, ruler, film).quantities.map((one) => `${one.name} ${quantityText(one)}`);

describe('measure', () => {
  it('gives lengths with their unit and how they are known', () => {
    // 12 columns of 0.25 mm and 8 rows of 0.5 mm: 3 and 4 mm.
    expect(texts('length', [at(1, 1), at(13, 9)])).toEqual(['Length 5 mm at detector']);
    expect(texts('length', [at(0, 0), at(30, 40)], inPixels)).toEqual(['Length 50 px']);
    expect(texts('polyline', [at(0, 0), at(12, 0), at(12, 8)])).toEqual(['Length 7 mm at detector']);
    expect(texts('perpendicular', [at(0, 0), at(16, 0), at(4, 6)])).toEqual([
      'Distance to the line 3 mm at detector',
    ]);
  });

  it('gives angles as they are on the film, and both of two lines', () => {
    // Two columns are as long as one row.
    expect(texts('angle', [at(2, 0), at(0, 0), at(2, 1)])).toEqual(['Angle 45.0°']);
    expect(texts('cobb', [at(0, 0), at(4, 0), at(9, 9), at(7, 8)])).toEqual([
      'Cobb angle 45.0°',
      'Supplement 135.0°',
    ]);
  });

  it('gives area and perimeter of regions, and what their pixels are', () => {
    const box = measure({ shape: 'rectangle', points: [at(4, 2), at(12, 6)] }, atDetector, film);
    // 8 x 0.25 mm by 4 x 0.5 mm; columns 4 to 11, each four times.
    expect(box.quantities.map((one) => quantityText(one))).toEqual(['4 mm² at detector', '8 mm at detector']);
    expect(box.statistics).toMatchObject({ count: 32, mean: 7.5, least: 4, greatest: 11 });
    expect(box.statistics?.standardDeviation).toBeCloseTo(Math.sqrt(63 / 12), 12);
    const [area, perimeter] = measure(
      { shape: 'ellipse', points: [at(4, 2), at(12, 6)] },
      atDetector,
      film,
    ).quantities;
    // A circle of 1 mm on the film.
    expect(area?.value).toBeCloseTo(Math.PI, 12);
    expect(perimeter?.value).toBeCloseTo(2 * Math.PI, 12);
    expect(texts('freehand', [at(0, 0), at(12, 0), at(0, 8)])).toEqual([
      'Area 6 mm² at detector',
      'Perimeter 12 mm at detector',
    ]);
  });

  it('measures the whole of a region that lies partly beside the film, by the pixels that are there', () => {
    const over = measure({ shape: 'rectangle', points: [at(-4, 0), at(4, 10)] }, inPixels, film);
    expect(over.quantities[0]).toMatchObject({ value: 80, unit: 'px²' });
    expect(over.statistics).toMatchObject({ count: 40, mean: 1.5 });
    const beside = measure({ shape: 'rectangle', points: [at(-9, 0), at(-1, 10)] }, inPixels, film);
    expect(beside).toMatchObject({ quantities: [{ value: 80 }, { value: 36 }], statistics: null });
  });

  it('probes the pixel under the point', () => {
    expect(texts('probe', [at(7.99, 3)])).toEqual(['Value 7']);
    expect(texts('probe', [at(20, 3)])).toEqual([]);
    const ct = frameOf(1, 1, Uint16Array.of(1064), { rescaleIntercept: -1024, rescaleType: 'HU' });
    expect(measure({ shape: 'probe', points: [at(0, 0)] }, inPixels, ct).quantities[0]).toMatchObject({
      value: 40,
      unit: 'HU',
    });
  });

  it.each(['arrow', 'text', 'drawing'] as const)('finds nothing to measure in %s', (shape) => {
    expect(texts(shape, [at(1, 1), at(2, 2)])).toEqual([]);
  });

  it('measures nothing that has too few points', () => {
    expect(texts('cobb', [at(1, 1), at(2, 2), at(3, 3)])).toEqual([]);
    expect(texts('angle', [at(1, 1), at(1, 1), at(3, 3)])).toEqual([]);
  });
});

describe('a calibration', () => {
  it('makes the line as long as it is said to be, and comes before the file', () => {
    const pixels = {
      spacing: { ...unspoken, imagerPixelSpacing: [0.5, 0.25] },
      pixelAspectRatio: 2,
    } as const;
    // On pixels twice as high as wide, 6 columns and 4 rows are 6 and 8 units: 10.
    const calibration = calibrationFrom('line', 10, 25);
    const ruler = rulerOf(pixels, 'DX', calibration);
    expect(texts('length', [at(0, 0), at(6, 4)], ruler)).toEqual(['Length 25 mm calibrated by user']);
    expect(ruler.basis).toBe('Calibrated by user: line of 25 mm.');
  });

  it('goes by the circle of the same area as the object', () => {
    // 8 columns and 2 rows of double height: 8 by 4 units, as large as a circle of √32.
    expect(ellipseDiameter([at(0, 0), at(8, 2)], { width: 1, height: 2 })).toBeCloseTo(Math.sqrt(32), 12);
  });

  it.each([
    [10, 0],
    [10, NaN],
    [10, -5],
    [10, 5000],
    [0, 25],
  ])('is none of %d pixels for %d mm', (units, millimetres) => {
    expect(calibrationFrom('line', units, millimetres)).toBeNull();
  });
});

describe('rulerOf', () => {
  it.each([
    [{ pixelSpacing: [0.2, 0.2] }, 'plane not known'],
    [
      { imagerPixelSpacing: [0.2, 0.2], estimatedRadiographicMagnificationFactor: 1.25 },
      'magnification-corrected',
    ],
    [{ pixelSpacing: [0.2, 0.2], pixelSpacingCalibrationType: 'FIDUCIAL' }, 'calibrated in the file'],
  ] as const)('of %j says %s', (spacing, words) => {
    const ruler = rulerOf({ spacing: { ...unspoken, ...spacing }, pixelAspectRatio: 1 }, 'DX', null);
    const [text] = texts('length', [at(0, 0), at(100, 0)], ruler);
    expect(text).toBe(`Length ${words === 'magnification-corrected' ? 16 : 20} mm ${words}`);
  });
});

describe('texts', () => {
  const ellipse = { ...annotationOf('1', 'ellipse', [at(4, 2), at(12, 6)]), text: 'cyst' };
  const measurement = measure(ellipse, atDetector, film);

  it('stand on the label: what was written, the area, and the pixels', () => {
    expect(labelLines(ellipse, measurement)).toEqual([
      'cyst',
      '3.1 mm² at detector',
      expect.stringMatching(/^mean 7.5 {2}SD [\d.]+$/),
      'min 4  max 11',
    ]);
  });

  it('stand in one line for the clipboard', () => {
    expect(measurementLine(ellipse, measurement)).toMatch(
      /^Ellipse: cyst; Area 3.1 mm² at detector; Perimeter 6.3 mm at detector; Mean 7.5; SD [\d.]+; Min 4; Max 11; Pixels \d+$/,
    );
    expect(
      measurementLine(annotationOf('2', 'arrow', [at(0, 0), at(1, 1)]), { quantities: [], statistics: null }),
    ).toBe('Arrow');
  });

  it('keep the digits of small values', () => {
    expect([0.04567, 7.5, -3.14159, 34.249, 2048.4].map((one) => formatValue(one))).toEqual([
      '0.0457',
      '7.5',
      '-3.14',
      '34.2',
      '2048',
    ]);
  });

  it('have no more digits than a hand can draw', () => {
    expect([34.249, 120, 0.04, 12345.6, -1000.4].map((one) => formatNumber(one))).toEqual([
      '34.2',
      '120',
      '0',
      '12346',
      '-1000',
    ]);
  });
});
