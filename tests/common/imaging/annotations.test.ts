import type { Shutter } from '#common/dicom/shutter';
import { annotationRaster } from '#common/imaging/annotations';
import { overlayMask } from '#common/imaging/overlay-mask';
import type { OverlayPlane } from '#common/imaging/overlay-plane';
import { frameOf } from '../../support/synthetic-frame.ts';

function plane(
  origin: readonly [number, number],
  rows: number,
  columns: number,
  bits: readonly number[],
  rest: Partial<OverlayPlane> = {},
): OverlayPlane {
  return {
    group: 0x6000,
    type: 'G',
    label: null,
    rows,
    columns,
    origin,
    bits: Uint8Array.from(bits),
    ...rest,
  };
}

const image = (
  rows: number,
  columns: number,
  overlays: readonly OverlayPlane[],
  shutters: Shutter[] = [],
) => ({
  ...frameOf(rows, columns, new Uint16Array(rows * columns), { shutters }),
  overlays,
});

describe('overlayMask', () => {
  it('lays a plane at its origin, counted from 1', () => {
    const mask = overlayMask(image(3, 3, [plane([2, 2], 2, 2, [1, 0, 0, 1])]));
    expect([...mask!]).toEqual([0, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('cuts off what lies outside, on every side', () => {
    // A 4 x 4 plane of ones from row and column 0 covers a 2 x 2 image; one beyond it covers nothing.
    expect([...overlayMask(image(2, 2, [plane([0, 0], 4, 4, Array(16).fill(1))]))!]).toEqual([1, 1, 1, 1]);
    expect(overlayMask(image(2, 2, [plane([9, -9], 2, 2, [1, 1, 1, 1])]))).toBeNull();
  });

  it('draws a region of interest as its edge', () => {
    const region = plane([1, 1], 3, 3, Array(9).fill(1), { type: 'R' });
    expect([...overlayMask(image(3, 3, [region]))!]).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1]);
  });

  it('leaves out the plane of a bitmap shutter', () => {
    const overlays = [plane([1, 1], 1, 1, [1])];
    expect(overlayMask(image(1, 1, overlays, [{ shape: 'BITMAP', overlayGroup: 0x6000 }]))).toBeNull();
  });
});

describe('annotationRaster', () => {
  const left: Shutter = { shape: 'RECTANGULAR', left: 2, right: 9, upper: 1, lower: 9 };
  const frame = image(1, 5, [plane([1, 4], 1, 1, [1])], [left]);
  const pixels = (choice: Parameters<typeof annotationRaster>[1]) => {
    const raster = annotationRaster(frame, choice);
    return raster && Array.from({ length: 5 }, (_, i) => [...raster.rgba.subarray(4 * i, 4 * i + 4)].join());
  };
  const [clear, black, white, rim] = ['0,0,0,0', '0,0,0,255', '255,255,255,255', '0,0,0,160'];

  it('hides behind the shutter and draws overlays in white with a dark rim', () => {
    expect(pixels({ overlays: true, shutter: true })).toEqual([black, clear, rim, white, rim]);
  });

  it('hides behind the grey that the file asks for', () => {
    // 32896 of 65535 is 128 of 255.
    const { description } = frame;
    const pixels = { ...description.pixels, shutterPresentationValue: 32896 };
    const grey = { ...frame, description: { ...description, pixels } };
    expect([...annotationRaster(grey, { overlays: false, shutter: true })!.rgba.subarray(0, 8)]).toEqual([
      128, 128, 128, 255, 0, 0, 0, 0,
    ]);
  });

  it('loses no line in a raster of fewer pixels than the image has', () => {
    // A line along row 2 of a 4 x 4 image; four cells at most make each stand for two by two pixels.
    const line = image(4, 4, [plane([2, 1], 1, 4, [1, 1, 1, 1])]);
    const raster = annotationRaster(line, { overlays: true, shutter: true }, 4)!;
    expect([raster.rows, raster.columns]).toEqual([2, 2]);
    expect([...raster.rgba.subarray(0, 8)]).toEqual(Array(8).fill(255));
  });

  it('shows either alone, and nothing where neither is wanted', () => {
    expect(pixels({ overlays: false, shutter: true })).toEqual([black, clear, clear, clear, clear]);
    expect(pixels({ overlays: true, shutter: false })).toEqual([clear, clear, rim, white, rim]);
    expect(pixels({ overlays: false, shutter: false })).toBeNull();
  });
});
