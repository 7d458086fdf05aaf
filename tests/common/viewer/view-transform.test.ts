import { asStored, type FilmOrientation } from '#common/viewer/film-orientation';
import {
  actualSizePlacement,
  canvasToImage,
  fitPlacement,
  imageMatrix,
  imageToCanvas,
  maxScale,
  panBy,
  reorient,
  sideMargin,
  snappedPlacement,
  zoomAt,
  type Placement,
  type ViewTransform,
} from '#common/viewer/view-transform';

const canvas = { width: 801, height: 600 };
const image = { width: 2048, height: 2500 };
const lying = (placement: Placement, orientation: FilmOrientation = asStored): ViewTransform => ({
  ...placement,
  orientation,
});
const quarterRight: FilmOrientation = { mirrored: false, rotation: 90 };

describe('fitPlacement', () => {
  it('touches two edges of the canvas and leaves equal strips beside the image', () => {
    const fit = lying(fitPlacement(canvas, image));
    const top = imageToCanvas(fit, canvas, image, { x: 0, y: 0 });
    const bottom = imageToCanvas(fit, canvas, image, { x: image.width, y: image.height });
    expect(top.y).toBeCloseTo(0, 9);
    expect(bottom.y).toBeCloseTo(600, 9);
    expect(top.x).toBeCloseTo(801 - bottom.x, 9);
    // 600 / 2500 * 2048 = 491.52 of 801 pixels are film.
    expect(sideMargin(fit, canvas, image)).toBeCloseTo((801 - 491.52) / 2 / 801, 9);
  });

  it('fits a film on its side by its width', () => {
    const fit = fitPlacement(canvas, image, quarterRight);
    // 600 / 2048 is less than 801 / 2500, and 2500 of that are 732.42 of 801.
    expect(fit.scale).toBe(600 / 2048);
    expect(sideMargin(lying(fit, quarterRight), canvas, image)).toBeCloseTo(68.578125 / 2 / 801, 9);
  });
});

describe('actualSizePlacement', () => {
  it.each([
    [801, 2048, asStored],
    [800, 2049, asStored],
    [800, 2048, asStored],
    [801, 2049, quarterRight],
    [801, 2048, { mirrored: true, rotation: 270 }],
  ])('lays pixel edges on each other: canvas %i, image %i wide, %j', (width, columns, orientation) => {
    const size = { width, height: 600 };
    const film = { width: columns, height: 2500 };
    const at = lying({ scale: 3, x: 12.3, y: -7.7 }, orientation);
    const transform = lying(actualSizePlacement(size, film, at), orientation);
    const corner = imageToCanvas(transform, size, film, { x: 0, y: 0 });
    expect(transform.scale).toBe(1);
    expect(corner.x).toBeCloseTo(Math.round(corner.x), 9);
    expect(corner.y).toBeCloseTo(Math.round(corner.y), 9);
  });
});

describe('zoomAt', () => {
  it.each([asStored, quarterRight, { mirrored: true, rotation: 33 }])(
    'keeps the image point under the pointer (%j)',
    (turn) => {
      const before = lying(panBy(fitPlacement(canvas, image), canvas, { x: 31, y: -12 }), turn);
      const anchor = { x: 200, y: 450 };
      const after = lying(zoomAt(before, canvas, anchor, 1.7), turn);
      const was = canvasToImage(before, canvas, image, anchor);
      const is = canvasToImage(after, canvas, image, anchor);
      expect(after.scale).toBeCloseTo(before.scale * 1.7, 12);
      expect(is.x).toBeCloseTo(was.x, 6);
      expect(is.y).toBeCloseTo(was.y, 6);
    },
  );

  it('stops at the largest scale', () => {
    expect(zoomAt({ scale: 30, x: 0, y: 0 }, canvas, { x: 0, y: 0 }, 4).scale).toBe(maxScale);
  });
});

describe('panBy', () => {
  it('moves by canvas pixels at any scale', () => {
    expect(panBy({ scale: 0.5, x: 1, y: 2 }, canvas, { x: 10, y: -5 })).toEqual({ scale: 0.5, x: 21, y: -8 });
  });

  it('keeps the middle of the film on the canvas', () => {
    const far = lying(panBy({ scale: 2, x: 0, y: 0 }, canvas, { x: 1e6, y: -1e6 }));
    const middle = imageToCanvas(far, canvas, image, { x: image.width / 2, y: image.height / 2 });
    expect(middle).toEqual({ x: canvas.width, y: 0 });
  });
});

describe('imageToCanvas', () => {
  // On a canvas of 100 x 100 a film of 20 x 40 at scale 2: its corners lie 20 and 40 from the middle, (50, 50).
  const small = { width: 100, height: 100 };
  const film = { width: 20, height: 40 };
  const corners = (orientation: FilmOrientation) =>
    [
      { x: 0, y: 0 },
      { x: 20, y: 0 },
      { x: 0, y: 40 },
    ].map((corner) => imageToCanvas(lying({ scale: 2, x: 0, y: 0 }, orientation), small, film, corner));

  it.each<[FilmOrientation, [number, number][]]>([
    [
      asStored,
      [
        [30, 10],
        [70, 10],
        [30, 90],
      ],
    ],
    // A quarter turn to the right: the top edge comes to lie on the right.
    [
      quarterRight,
      [
        [90, 30],
        [90, 70],
        [10, 30],
      ],
    ],
    [
      { mirrored: false, rotation: 270 },
      [
        [10, 70],
        [10, 30],
        [90, 70],
      ],
    ],
    [
      { mirrored: true, rotation: 0 },
      [
        [70, 10],
        [30, 10],
        [70, 90],
      ],
    ],
    [
      { mirrored: true, rotation: 180 },
      [
        [30, 90],
        [70, 90],
        [30, 10],
      ],
    ],
    [
      { mirrored: true, rotation: 90 },
      [
        [90, 70],
        [90, 30],
        [10, 70],
      ],
    ],
  ])('turns the corners with the film: %j', (orientation, expected) => {
    expect(corners(orientation)).toEqual(expected.map(([x, y]) => ({ x, y })));
  });

  it('is undone by canvasToImage and drawn by imageMatrix, askew and mirrored', () => {
    const transform = lying({ scale: 1.7, x: 3, y: -8 }, { mirrored: true, rotation: 37 });
    const point = { x: 4.5, y: 31 };
    const there = imageToCanvas(transform, small, film, point);
    const back = canvasToImage(transform, small, film, there);
    expect([back.x, back.y]).toEqual([expect.closeTo(4.5, 9), expect.closeTo(31, 9)]);
    const [a, b, c, d, e, f] = imageMatrix(transform, small, film);
    expect(a * point.x + c * point.y + e).toBeCloseTo(there.x, 9);
    expect(b * point.x + d * point.y + f).toBeCloseTo(there.y, 9);
  });
});

describe('reorient', () => {
  it('keeps in the middle of the canvas what lay there', () => {
    const before = lying({ scale: 2, x: 30, y: -4 });
    const after = lying(reorient(before, quarterRight), quarterRight);
    const middle = { x: canvas.width / 2, y: canvas.height / 2 };
    expect(after).toMatchObject({ x: 4, y: 30 });
    expect(canvasToImage(after, canvas, image, middle)).toEqual(canvasToImage(before, canvas, image, middle));
  });
});

describe('snappedPlacement', () => {
  it('moves a film by less than a device pixel, and one askew not at all', () => {
    const fit = lying(fitPlacement(canvas, image));
    // The film begins at (801 - 491.52) / 2 = 154.74, so it moves by 0.26 pixels of 0.24 each.
    const snapped = snappedPlacement(canvas, image, fit);
    expect(snapped.x * snapped.scale).toBeCloseTo(0.26, 9);
    const askew = lying(fit, { mirrored: false, rotation: 12 });
    expect(snappedPlacement(canvas, image, askew)).toEqual({ scale: fit.scale, x: 0, y: 0 });
  });
});
