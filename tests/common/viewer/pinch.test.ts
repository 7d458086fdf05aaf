import { pinchBetween } from '#common/viewer/pinch';

describe('pinchBetween', () => {
  it('magnifies by how much the fingers parted, about the point between them', () => {
    // Apart 60 and 80, so 100, and then twice that; the middle goes from (30, 40) to (60, 80).
    const before = [
      { x: 0, y: 0 },
      { x: 60, y: 80 },
    ] as const;
    const now = [
      { x: 0, y: 0 },
      { x: 120, y: 160 },
    ] as const;
    expect(pinchBetween(before, now)).toEqual({
      delta: { x: 30, y: 40 },
      factor: 2,
      anchor: { x: 60, y: 80 },
    });
  });

  it('only moves the film when both fingers go the same way', () => {
    const before = [
      { x: 0, y: 0 },
      { x: 100, y: 0 },
    ] as const;
    const now = [
      { x: 7, y: -3 },
      { x: 107, y: -3 },
    ] as const;
    expect(pinchBetween(before, now)).toMatchObject({ delta: { x: 7, y: -3 }, factor: 1 });
  });

  it('magnifies nothing while the fingers lie on one spot', () => {
    const before = [
      { x: 0, y: 0 },
      { x: 1, y: 0 },
    ] as const;
    const now = [
      { x: 0, y: 0 },
      { x: 6, y: 0 },
    ] as const;
    expect(pinchBetween(before, now).factor).toBe(1);
  });
});
