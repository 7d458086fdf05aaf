import {
  angleAt,
  angleBetweenLines,
  boxAround,
  distance,
  ellipsePerimeter,
  footOn,
  pathLength,
} from '#common/measure/geometry';

const at = (x: number, y: number) => ({ x, y });
const square = { across: 1, down: 1 };
/** Pixels three times as wide as high. */
const wide = { across: 0.3, down: 0.1 };

describe('lengths', () => {
  it('are those of Pythagoras, pixel by pixel', () => {
    expect(distance(at(1.5, 2), at(4.5, 6), square)).toBe(5);
    // 10 columns of 0.3 mm and 40 rows of 0.1 mm: 3 and 4 mm.
    expect(distance(at(0, 0), at(10, 40), wide)).toBeCloseTo(5, 12);
  });

  it('add up along a path, and back to its start where it is closed', () => {
    const corner = [at(0, 0), at(3, 0), at(3, 4)];
    expect(pathLength(corner, square)).toBe(7);
    expect(pathLength(corner, square, true)).toBe(12);
    expect(pathLength([at(3, 4)], square, true)).toBe(0);
  });

  it.each([
    [1, 1, 2 * Math.PI],
    // 4 a E(e), with E from Abramowitz and Stegun's table 17.1: m = 0.75 and m = 0.5.
    [2, 1, 8 * 1.2110560276],
    [1, Math.SQRT1_2, 4 * 1.3506438811],
    [5, 0, 20],
    [0, 0, 0],
  ])('go round an ellipse of the half axes %d and %d in %d', (a, b, perimeter) => {
    expect(ellipsePerimeter(a, b)).toBeCloseTo(perimeter, 8);
    expect(ellipsePerimeter(b, a)).toBeCloseTo(perimeter, 8);
  });

  it('go round a flat ellipse as many short chords do', () => {
    const [a, b, pieces] = [50, 0.5, 200_000];
    const point = (i: number) =>
      at(a * Math.cos((2 * Math.PI * i) / pieces), b * Math.sin((2 * Math.PI * i) / pieces));
    const chords = pathLength(
      Array.from({ length: pieces }, (_, i) => point(i)),
      square,
      true,
    );
    expect(ellipsePerimeter(a, b)).toBeCloseTo(chords, 6);
  });
});

describe('angles', () => {
  it.each([
    [at(1, 0), at(0, 1), 90],
    [at(1, 0), at(1, 1), 45],
    [at(1, 0), at(-1, 0), 180],
    [at(2, 0), at(5, 0), 0],
    [at(1, 0), at(-1, 1), 135],
  ])('from %j to %j are of %d degrees', (arm, other, degrees) => {
    expect(angleAt(arm, at(0, 0), other, square)).toBeCloseTo(degrees, 12);
  });

  it('are those on the film where pixels are not square', () => {
    // One column and three rows are 0.3 mm each, which makes 45 degrees.
    expect(angleAt(at(1, 0), at(0, 0), at(1, 3), wide)).toBeCloseTo(45, 12);
  });

  it('between two lines do not depend on which way they were drawn', () => {
    const plate = [at(0, 0), at(10, 0)] as const;
    const tilted = [at(0, 20), at(10, 20 + 10 * Math.tan(Math.PI / 6))] as const;
    expect(angleBetweenLines(plate, tilted, square)).toBeCloseTo(30, 12);
    expect(angleBetweenLines(plate, [tilted[1], tilted[0]], square)).toBeCloseTo(30, 12);
  });

  it('are none without an arm', () => {
    expect(angleAt(at(2, 2), at(2, 2), at(5, 5), square)).toBeNull();
    expect(angleBetweenLines([at(1, 1), at(1, 1)], [at(0, 0), at(1, 0)], square)).toBeNull();
  });
});

describe('footOn', () => {
  it('is the nearest point of the line, beyond its ends too', () => {
    expect(footOn(at(0, 0), at(4, 0), at(3, 5), square)).toEqual(at(3, 0));
    expect(footOn(at(0, 0), at(4, 0), at(9, 5), square)).toEqual(at(9, 0));
    expect(footOn(at(2, 2), at(2, 2), at(9, 5), square)).toEqual(at(2, 2));
  });

  it('is perpendicular on the film, not in the array', () => {
    // On the film the line goes from (0, 0) to (3, 1) mm and the point is at (0, 1) mm: a tenth of the way along.
    const foot = footOn(at(0, 0), at(10, 10), at(0, 10), wide);
    expect(foot.x).toBeCloseTo(1, 12);
    expect(foot.y).toBeCloseTo(1, 12);
  });
});

it('boxAround holds every point', () => {
  expect(boxAround([at(3, 1), at(-2, 7)])).toEqual({ left: -2, top: 1, right: 3, bottom: 7 });
});
