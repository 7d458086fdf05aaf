import { asStored } from '#common/viewer/film-orientation';
import { lensTransform, samplesInSight } from '#common/viewer/magnifier';
import { imageToCanvas } from '#common/viewer/view-transform';

const image = { width: 100, height: 80 };
const lensSize = { width: 40, height: 40 };
const grid = { rows: 80, columns: 100, across: 1, down: 1 };

describe('lensTransform', () => {
  it.each([asStored, { mirrored: false, rotation: 90 }, { mirrored: true, rotation: 211 }])(
    'lays the point in the middle of the lens, turned as the film is: %j',
    (orientation) => {
      const film = { scale: 0.3, x: 7, y: -2, orientation };
      const lens = lensTransform(film, image, { x: 90, y: 10 }, 4);
      const middle = imageToCanvas(lens, lensSize, image, { x: 90, y: 10 });
      expect([lens.scale, lens.orientation]).toEqual([4, orientation]);
      expect([middle.x, middle.y]).toEqual([expect.closeTo(20, 9), expect.closeTo(20, 9)]);
    },
  );
});

describe('samplesInSight', () => {
  const at = (x: number, y: number, rotation = 0) =>
    lensTransform({ scale: 1, x: 0, y: 0, orientation: { mirrored: false, rotation } }, image, { x, y }, 4);

  it('are those under the lens and one more on each side', () => {
    // 40 device pixels at 4 a unit are 10 units: 45 to 55 and 35 to 45.
    const region = { left: 44, top: 34, columns: 12, rows: 12 };
    expect(samplesInSight(at(50, 40), lensSize, image, grid)).toEqual(region);
    expect(samplesInSight(at(50, 40, 90), lensSize, image, grid)).toEqual(region);
  });

  it('end with the film', () => {
    expect(samplesInSight(at(0, 80), lensSize, image, grid)).toEqual({
      left: 0,
      top: 74,
      columns: 6,
      rows: 6,
    });
    expect(samplesInSight(at(200, 40), lensSize, image, grid)).toBeNull();
  });

  it('are fewer and larger in a first look', () => {
    const coarse = { rows: 20, columns: 25, across: 4, down: 4 };
    // 45 / 4 = 11.25 and 55 / 4 = 13.75; 35 / 4 = 8.75 and 45 / 4 = 11.25.
    expect(samplesInSight(at(50, 40), lensSize, image, coarse)).toEqual({
      left: 10,
      top: 7,
      columns: 5,
      rows: 6,
    });
  });
});
