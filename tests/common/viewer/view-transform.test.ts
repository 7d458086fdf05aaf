import {
  actualSizeTransform,
  canvasToImage,
  fitTransform,
  imageToCanvas,
  maxScale,
  panBy,
  sideMargin,
  zoomAt,
} from '#common/viewer/view-transform';

const canvas = { width: 801, height: 600 };
const image = { width: 2048, height: 2500 };

describe('fitTransform', () => {
  it('touches two edges of the canvas and leaves equal strips beside the image', () => {
    const fit = fitTransform(canvas, image);
    const top = imageToCanvas(fit, canvas, image, { x: 0, y: 0 });
    const bottom = imageToCanvas(fit, canvas, image, { x: image.width, y: image.height });
    expect(top.y).toBeCloseTo(0, 9);
    expect(bottom.y).toBeCloseTo(600, 9);
    expect(top.x).toBeCloseTo(801 - bottom.x, 9);
    // 600 / 2500 * 2048 = 491.52 of 801 pixels are film.
    expect(sideMargin(fit, canvas, image)).toBeCloseTo((801 - 491.52) / 2 / 801, 9);
  });
});

describe('actualSizeTransform', () => {
  it.each([
    [801, 2048],
    [800, 2049],
    [800, 2048],
  ])('lays the pixel edges of a %i wide canvas and a %i wide image on each other', (width, columns) => {
    const size = { width, height: 600 };
    const film = { width: columns, height: 2500 };
    const transform = actualSizeTransform(size, film, { x: 12.3, y: -7.7 });
    const corner = imageToCanvas(transform, size, film, { x: 0, y: 0 });
    expect(transform.scale).toBe(1);
    expect(corner.x).toBeCloseTo(Math.round(corner.x), 9);
    expect(corner.y).toBeCloseTo(Math.round(corner.y), 9);
  });
});

describe('zoomAt', () => {
  it('keeps the image point under the pointer', () => {
    const before = panBy(fitTransform(canvas, image), canvas, { x: 31, y: -12 });
    const anchor = { x: 200, y: 450 };
    const after = zoomAt(before, canvas, anchor, 1.7);
    const was = canvasToImage(before, canvas, image, anchor);
    const is = canvasToImage(after, canvas, image, anchor);
    expect(after.scale).toBeCloseTo(before.scale * 1.7, 12);
    expect(is.x).toBeCloseTo(was.x, 6);
    expect(is.y).toBeCloseTo(was.y, 6);
  });

  it('stops at the largest scale', () => {
    expect(zoomAt({ scale: 30, x: 0, y: 0 }, canvas, { x: 0, y: 0 }, 4).scale).toBe(maxScale);
  });
});

describe('panBy', () => {
  it('moves by canvas pixels at any scale', () => {
    expect(panBy({ scale: 0.5, x: 1, y: 2 }, canvas, { x: 10, y: -5 })).toEqual({ scale: 0.5, x: 21, y: -8 });
  });

  it('keeps the middle of the film on the canvas', () => {
    const far = panBy({ scale: 2, x: 0, y: 0 }, canvas, { x: 1e6, y: -1e6 });
    const middle = imageToCanvas(far, canvas, image, { x: image.width / 2, y: image.height / 2 });
    expect(middle).toEqual({ x: canvas.width, y: 0 });
  });
});
