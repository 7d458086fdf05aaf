import type { RegionShape } from '#common/measure/annotation';
import { evenOddArea } from '#common/measure/even-odd-area';
import { regionSpans } from '#common/measure/region';
import type { Point } from '#common/viewer/view-transform';

const at = (x: number, y: number): Point => ({ x, y });
const [rows, columns] = [24, 30];

/** The pixels of a region as `row,column`. */
function pixelsOf(shape: RegionShape, points: readonly Point[]): readonly string[] {
  return regionSpans(shape, points, rows, columns).flatMap(({ row, first, end }) =>
    Array.from({ length: end - first }, (_, i) => `${row},${first + i}`),
  );
}

/** The same by asking every pixel's centre. */
function bruteForce(isInside: (centre: Point) => boolean): readonly string[] {
  const found: string[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      if (isInside(at(column + 0.5, row + 0.5))) found.push(`${row},${column}`);
  return found;
}

/** The winding of the outline about a point by the angles it is seen under: even-odd is its oddness. */
function windsOddly(outline: readonly Point[], centre: Point): boolean {
  let turn = 0;
  outline.forEach((from, i) => {
    const to = outline[(i + 1) % outline.length]!;
    const [a, b] = [at(from.x - centre.x, from.y - centre.y), at(to.x - centre.x, to.y - centre.y)];
    turn += Math.atan2(a.x * b.y - a.y * b.x, a.x * b.x + a.y * b.y);
  });
  return Math.abs(Math.round(turn / (2 * Math.PI))) % 2 === 1;
}

describe('the pixels of a region', () => {
  it('are those with their centres in a rectangle, whichever corners were given', () => {
    // From 2.5, which is a centre and counts, to 5.5, which is one and does not: columns 2, 3, 4.
    const expected = ['1,2', '1,3', '1,4', '2,2', '2,3', '2,4'];
    expect(pixelsOf('rectangle', [at(2.5, 1.2), at(5.5, 2.9)])).toEqual(expected);
    expect(pixelsOf('rectangle', [at(5.5, 1.2), at(2.5, 2.9)])).toEqual(expected);
  });

  it('are shared by no two rectangles side by side', () => {
    const left = pixelsOf('rectangle', [at(2, 2), at(6.5, 6)]);
    const right = pixelsOf('rectangle', [at(6.5, 2), at(11, 6)]);
    expect(new Set([...left, ...right])).toEqual(new Set(pixelsOf('rectangle', [at(2, 2), at(11, 6)])));
    expect(left.length + right.length).toBe(9 * 4);
  });

  it('are those with their centres in an ellipse or on it', () => {
    // A circle of radius 5 about a centre: 3-4-5 triangles put centres onto its very edge.
    const circle = [at(5.5, 5.5), at(15.5, 15.5)] as const;
    const inside = bruteForce(({ x, y }) => (x - 10.5) ** 2 + (y - 10.5) ** 2 <= 25);
    // Gauss counted the lattice points of this circle: 81.
    expect(inside).toHaveLength(81);
    expect(pixelsOf('ellipse', circle)).toEqual(inside);
    const flat = bruteForce(({ x, y }) => ((x - 12.2) / 9.3) ** 2 + ((y - 9.1) / 4.7) ** 2 <= 1);
    expect(pixelsOf('ellipse', [at(2.9, 4.4), at(21.5, 13.8)])).toEqual(flat);
  });

  it('are even-odd in a free region that crosses itself', () => {
    // A five-pointed star, whose middle is enclosed twice.
    const star = [0, 2, 4, 1, 3].map((corner) => {
      const angle = (2 * Math.PI * corner) / 5 + 0.1;
      return at(14.3 + 9 * Math.cos(angle), 11.7 + 9 * Math.sin(angle));
    });
    const expected = bruteForce((centre) => windsOddly(star, centre));
    expect(pixelsOf('freehand', star)).toEqual(expected);
    expect(expected).not.toContain('11,14');
  });

  it('are cut at the edges of the image', () => {
    const outline = [at(-6, 3.2), at(40, -5), at(33, 60), at(8.4, 19.9)];
    expect(pixelsOf('freehand', outline)).toEqual(bruteForce((centre) => windsOddly(outline, centre)));
    expect(pixelsOf('ellipse', [at(-10, -10), at(10, 10)])).toEqual(
      bruteForce(({ x, y }) => x ** 2 + y ** 2 <= 100),
    );
    expect(pixelsOf('rectangle', [at(28, -3), at(99, 1)])).toEqual(['0,28', '0,29']);
  });

  it('are none beside the image, between two centres and on a line', () => {
    expect(pixelsOf('rectangle', [at(-9, -9), at(-1, -1)])).toEqual([]);
    expect(pixelsOf('ellipse', [at(4.6, 4.6), at(5.4, 5.4)])).toEqual([]);
    expect(pixelsOf('ellipse', [at(4, 4.5), at(9, 4.5)])).toEqual([]);
    expect(pixelsOf('freehand', [at(1, 1), at(9, 9)])).toEqual([]);
  });
});

describe('evenOddArea', () => {
  it('is that of simple outlines, whichever way round', () => {
    const triangle = [at(0, 0), at(6, 0), at(0, 4)];
    expect(evenOddArea(triangle)).toBeCloseTo(12, 12);
    expect(evenOddArea([...triangle].reverse())).toBeCloseTo(12, 12);
    expect(evenOddArea([at(0, 0), at(4, 0), at(4, 4), at(2, 1), at(0, 4)])).toBeCloseTo(16 - 6, 12);
  });

  it('counts both halves of a bow tie, which shoelaces take off each other', () => {
    // Two triangles of base 4 and height 3 that meet in the middle.
    expect(evenOddArea([at(0, 0), at(6, 4), at(6, 0), at(0, 4)])).toBeCloseTo(12, 12);
  });

  it('leaves out what is enclosed twice', () => {
    // Twice round: a square of side 4, and within it one of side 2.
    const twice = [
      at(0, 0),
      at(4, 0),
      at(4, 4),
      at(0, 4),
      at(0, 0),
      at(1, 1),
      at(3, 1),
      at(3, 3),
      at(1, 3),
      at(1, 1),
    ];
    expect(evenOddArea(twice)).toBeCloseTo(16 - 4, 12);
  });

  it('agrees with the number of fine pixels in a star', () => {
    const star = [0, 2, 4, 1, 3].map((corner) =>
      at(1000 + 900 * Math.cos(1.2566 * corner), 1000 + 900 * Math.sin(1.2566 * corner)),
    );
    const count = regionSpans('freehand', star, 2000, 2000).reduce(
      (sum, { first, end }) => sum + end - first,
      0,
    );
    expect(evenOddArea(star) / count).toBeCloseTo(1, 3);
  });

  it('is nothing of a line', () => {
    expect(evenOddArea([at(0, 0), at(5, 5)])).toBe(0);
    expect(evenOddArea([])).toBe(0);
  });
});
