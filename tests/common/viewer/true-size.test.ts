import type { Ruler } from '#common/measure/ruler';
import { isSameScale, trueScale, trueSizeWords } from '#common/viewer/true-size';

const ruler: Ruler = { steps: { across: 0.15, down: 0.15 }, unit: 'mm', known: 'atDetector', basis: '' };
const square = { pixelAspectRatio: 1 };

describe('trueScale', () => {
  it('lays ten millimetres of the film on ten of the glass', () => {
    // Pixels of 0.15 mm on a monitor of 0.25 mm: 10 mm are 66.67 pixels of the film and 40 of the monitor.
    const scale = trueScale(ruler, square, 0.25);
    expect(scale).toBeCloseTo(0.6, 12);
    expect((10 / 0.15) * Number(scale) * 0.25).toBeCloseTo(10, 12);
  });

  it('goes by the shorter side of pixels that are not square', () => {
    // Twice as high as wide, and spaced so.
    const long = { ...ruler, steps: { across: 0.1, down: 0.2 } };
    expect(trueScale(long, { pixelAspectRatio: 2 }, 0.2)).toBeCloseTo(0.5, 12);
  });

  it('is refused where no size is known, or two that contradict each other', () => {
    expect(trueScale({ ...ruler, unit: 'px' }, square, 0.25)).toBe('noSpacing');
    expect(trueScale({ ...ruler, steps: { across: 0.1, down: 0.2 } }, square, 0.25)).toBe('unevenSpacing');
  });
});

describe('trueSizeWords', () => {
  it('say how the size is known', () => {
    expect(trueSizeWords(ruler)).toBe('True size, at detector');
    expect(trueSizeWords({ known: 'byUser' })).toBe('True size, calibrated by user');
  });
});

describe('isSameScale', () => {
  it('holds for what arithmetic does to a number, and for nothing that an eye could see', () => {
    expect([isSameScale(0.1 + 0.2, 0.3), isSameScale(0.3, 0.3001)]).toEqual([true, false]);
  });
});
