import type { Ruler } from '#common/measure/ruler';
import { scaleBar } from '#common/viewer/scale-bar';

const ruler = (across: number, down = across): Ruler => ({
  steps: { across, down },
  unit: 'mm',
  known: 'atDetector',
  basis: '',
});
const square = { pixelAspectRatio: 1 };

describe('scaleBar', () => {
  it.each([
    // 0.2 mm a pixel at half size are 2.5 device pixels a millimetre: 200 of them are 80 mm, so 50 mm.
    [0.5, 200, { length: 125, millimetres: 50, label: '5 cm at detector' }],
    // At 8 times 40 a millimetre: 200 are 5 mm exactly.
    [8, 200, { length: 200, millimetres: 5, label: '5 mm at detector' }],
    // At 32 times 160 a millimetre: 100 are 0.625 mm.
    [32, 100, { length: 80, millimetres: 0.5, label: '0.5 mm at detector' }],
    // At 0.06 times 0.3 a millimetre: 100 are 333 mm.
    [0.06, 100, { length: 60, millimetres: 200, label: '20 cm at detector' }],
  ])('takes the longest round length: scale %f, at most %i pixels', (scale, longest, expected) => {
    const bar = scaleBar(ruler(0.2), square, scale, longest);
    expect(bar).toEqual({ ...expected, length: expect.closeTo(expected.length, 9) });
  });

  it('counts millimetres to the unit that the scale counts, the shorter side of a pixel', () => {
    // Pixels 0.1 mm wide and 0.2 mm high: a unit is 0.1 mm.
    const bar = scaleBar(ruler(0.1, 0.2), { pixelAspectRatio: 2 }, 1, 100);
    expect(bar).toMatchObject({ millimetres: 10, label: '1 cm at detector' });
    expect(bar?.length).toBeCloseTo(100, 9);
  });

  it('is none in pixels, nor where the sizes of rows and columns gainsay the shape of the pixels', () => {
    expect(scaleBar({ ...ruler(1), unit: 'px' }, square, 1, 100)).toBeNull();
    expect(scaleBar(ruler(0.1, 0.2), square, 1, 100)).toBeNull();
  });
});
