import { asStored } from '#common/viewer/film-orientation';
import { followedPlacement } from '#common/viewer/linked-views';
import { imageToCanvas, panBy, zoomAt } from '#common/viewer/view-transform';

const canvas = { width: 400, height: 300 };
const image = { width: 1000, height: 1000 };
const laid = (scale: number, x: number, y: number) => ({
  placement: { scale, x, y, orientation: asStored },
  canvas,
});

describe('followedPlacement', () => {
  it('moves by as many pixels of the screen, whatever the magnification', () => {
    const before = laid(1, 0, 0);
    const after = panBy(before.placement, canvas, { x: 40, y: -20 });
    // 40 pixels at 2 : 1 are 20 of the film.
    expect(followedPlacement(before, after, laid(2, 10, 10))).toEqual({ scale: 2, x: 30, y: 0 });
  });

  it('moves by the same share of a smaller canvas', () => {
    const before = laid(1, 0, 0);
    const after = panBy(before.placement, canvas, { x: 40, y: 30 });
    const half = { ...laid(1, 0, 0), canvas: { width: 200, height: 150 } };
    expect(followedPlacement(before, after, half)).toEqual({ scale: 1, x: 20, y: 15 });
  });

  it('magnifies about the same place and keeps how much larger one film was', () => {
    const before = laid(1, 0, 0);
    const anchor = { x: 300, y: 100 };
    const after = zoomAt(before.placement, canvas, anchor, 3);
    const other = laid(0.5, 7, -4);
    const followed = { ...followedPlacement(before, after, other), orientation: asStored };
    expect(followed.scale).toBe(1.5);
    // The point that lay under the anchor lies there still: at 300 of 400 across, 100 pixels right of the middle.
    const under = { x: 500 + 100 / 0.5 - 7, y: 500 - 50 / 0.5 + 4 };
    const now = imageToCanvas(followed, canvas, image, under);
    expect(now.x).toBeCloseTo(anchor.x, 9);
    expect(now.y).toBeCloseTo(anchor.y, 9);
  });
});
