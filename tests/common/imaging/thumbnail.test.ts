import { renderThumbnail } from '#common/imaging/thumbnail';
import { frameOf } from '../../support/synthetic-frame.ts';

const window = { center: 128, width: 256, explanation: null };

describe('renderThumbnail', () => {
  it('averages, windows and inverts MONOCHROME1', () => {
    const values = Uint16Array.of(0, 102, 255, 255, 0, 102, 255, 255);
    const film = frameOf(2, 4, values, { windows: [window], photometricInterpretation: 'MONOCHROME1' });
    expect(renderThumbnail(film, 2)).toEqual({
      rows: 1,
      columns: 2,
      rgba: Uint8ClampedArray.of(204, 204, 204, 255, 0, 0, 0, 255),
    });
  });

  it('looks at no more samples of a large film than its size has use for', () => {
    // 120 samples to a picture of 10: every 4th, three of them to a pixel. The others, white, are not looked at.
    const values = Uint16Array.from({ length: 120 }, (_, i) => (i % 4 === 0 ? 51 : 255));
    const { columns, rgba } = renderThumbnail(frameOf(1, 120, values, { windows: [window] }), 10);
    expect([columns, ...rgba.filter((_, i) => i % 4 === 0)]).toEqual([10, ...Array<number>(10).fill(51)]);
  });

  it('keeps colours, and never enlarges', () => {
    const colour = frameOf(1, 2, Uint8Array.of(255, 0, 10, 1, 2, 3), {
      samplesPerPixel: 3,
      bitsAllocated: 8,
      bitsStored: 8,
      photometricInterpretation: 'RGB',
    });
    expect(renderThumbnail(colour, 88)).toEqual({
      rows: 1,
      columns: 2,
      rgba: Uint8ClampedArray.of(255, 0, 10, 255, 1, 2, 3, 255),
    });
  });

  it('makes pixels square and closes shutters, of a frame at reduced resolution too', () => {
    // Four by two pixels of twice the height, at half resolution two by one: as high as wide, the left half shut.
    const film = {
      ...frameOf(2, 4, Uint16Array.of(255, 102), {
        windows: [window],
        pixelAspectRatio: 2,
        shutters: [{ shape: 'RECTANGULAR', left: 3, right: 4, upper: 1, lower: 2 }],
      }),
      reduction: 2,
    };
    const { rows, columns, rgba } = renderThumbnail(film, 2);
    expect([rows, columns]).toEqual([2, 2]);
    expect([0, 1, 2, 3].map((pixel) => rgba[4 * pixel])).toEqual([0, 102, 0, 102]);
  });
});
