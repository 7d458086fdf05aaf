import type { Shutter } from '#common/dicom/shutter';
import type { OverlayPlane } from '#common/imaging/overlay-plane';
import { shutterMask } from '#common/imaging/shutter-mask';
import { frameOf } from '../../support/synthetic-frame.ts';

/** What stays to be seen of an image of the given size, a line a row: `#` shown, `.` hidden. */
function seen(
  rows: number,
  columns: number,
  shutters: readonly Shutter[],
  pixelAspectRatio = 1,
  overlays: readonly OverlayPlane[] = [],
): string[] {
  const frame = frameOf(rows, columns, new Uint16Array(rows * columns), { shutters, pixelAspectRatio });
  const mask = shutterMask({ ...frame, overlays }) ?? new Uint8Array(rows * columns);
  return Array.from({ length: rows }, (_, row) =>
    [...mask.subarray(row * columns, (row + 1) * columns)].map((one) => (one ? '.' : '#')).join(''),
  );
}

const rectangle: Shutter = { shape: 'RECTANGULAR', left: 2, right: 4, upper: 2, lower: 3 };

describe('shutterMask', () => {
  it('keeps a rectangle with its edges, counted from 1', () => {
    expect(seen(4, 5, [rectangle])).toEqual(['.....', '.###.', '.###.', '.....']);
  });

  it('keeps a circle with what lies on it', () => {
    // Radius 2 about row 3, column 3: two rows off it reaches the one pixel, one row off √3, so one pixel a side.
    expect(seen(5, 5, [{ shape: 'CIRCULAR', row: 3, column: 3, radius: 2 }])).toEqual([
      '..#..',
      '.###.',
      '#####',
      '.###.',
      '..#..',
    ]);
  });

  it('keeps a circle round where pixels are twice as high as wide', () => {
    // A row off is two widths off: it reaches √(9 - 4), two pixels a side; two rows off are beyond the radius.
    expect(seen(5, 7, [{ shape: 'CIRCULAR', row: 3, column: 4, radius: 3 }], 2)).toEqual([
      '.......',
      '.#####.',
      '#######',
      '.#####.',
      '.......',
    ]);
  });

  it('keeps a polygon with its edges and closes it', () => {
    const triangle: Shutter = {
      shape: 'POLYGONAL',
      vertices: [
        [1, 1],
        [5, 1],
        [5, 5],
      ],
    };
    expect(seen(5, 5, [triangle])).toEqual(['#....', '##...', '###..', '####.', '#####']);
  });

  it('leaves a dent of a polygon hidden', () => {
    const notched: Shutter = {
      shape: 'POLYGONAL',
      vertices: [
        [1, 1],
        [3, 3],
        [1, 5],
        [5, 5],
        [5, 1],
      ],
    };
    expect(seen(5, 5, [notched])).toEqual(['#...#', '##.##', '#####', '#####', '#####']);
  });

  it('hides what any of several hides, and the ones of a bitmap', () => {
    const bitmap: OverlayPlane = {
      group: 0x6002,
      type: 'G',
      label: null,
      rows: 1,
      columns: 2,
      origin: [2, 4],
      bits: Uint8Array.of(1, 1),
    };
    const shutters: Shutter[] = [rectangle, { shape: 'BITMAP', overlayGroup: 0x6002 }];
    expect(seen(4, 5, shutters, 1, [bitmap])).toEqual(['.....', '.##..', '.###.', '.....']);
  });

  it.each([
    ['none', []],
    ['one that leaves the whole image', [{ ...rectangle, left: -5, right: 99, upper: 0, lower: 99 }]],
  ] as const)('is null for %s', (_, shutters) => {
    expect(shutterMask(frameOf(4, 5, new Uint16Array(20), { shutters }))).toBeNull();
  });

  it('hides all where a polygon encloses nothing or coordinates are no numbers', () => {
    expect(seen(2, 2, [{ shape: 'POLYGONAL', vertices: [] }])).toEqual(['..', '..']);
    expect(seen(2, 2, [{ shape: 'CIRCULAR', row: NaN, column: 1, radius: 1 }])).toEqual(['..', '..']);
  });
});
