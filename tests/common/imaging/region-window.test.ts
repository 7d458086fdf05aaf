import { regionWindow } from '#common/imaging/region-window';
import { windowVoi } from '#common/imaging/voi';
import { frameOf } from '../../support/synthetic-frame.ts';

// 4 rows of 5: 0 1 2 3 4 / 10 11 ... / 20 ... / 30 ... 34.
const values = Uint16Array.from({ length: 20 }, (_, i) => Math.floor(i / 5) * 10 + (i % 5));
const frame = frameOf(4, 5, values);

describe('regionWindow', () => {
  it('spans the pixels whose centres lie inside', () => {
    // Columns 1 and 2, rows 1 and 2: 11, 12, 21, 22. Half a percent of three steps inside the ends.
    const window = regionWindow(frame, { left: 1.4, top: 0.6, right: 2.6, bottom: 2.9 });
    // Order statistics at 0.015 and 2.985: 11.015 and 21.985; LINEAR counts one more: centre 17, width 11.97.
    expect(window).toEqual(windowVoi({ center: expect.closeTo(17, 5), width: expect.closeTo(11.97, 5) }));
  });

  it('goes by what of the region lies on the film', () => {
    const window = regionWindow(frame, { left: -50, top: -50, right: 1, bottom: 1 });
    expect(window).toEqual(windowVoi({ center: 0.5, width: 1 }));
    expect(regionWindow(frame, { left: 6, top: 0, right: 9, bottom: 4 })).toBeNull();
  });

  it('counts in units of the shorter side of a pixel', () => {
    const tall = frameOf(4, 5, values, { pixelAspectRatio: 2 });
    // Rows are 2 units high: the second lies from 2 to 4.
    const window = regionWindow(tall, { left: 0, top: 2, right: 1, bottom: 4 });
    expect(window?.center).toBe(10.5);
  });

  it('leaves padding out', () => {
    const padded = frameOf(4, 5, values, { pixelPadding: { lower: 0, upper: 0 } });
    expect(regionWindow(padded, { left: 0, top: 0, right: 2, bottom: 1 })).toEqual(
      windowVoi({ center: 1.5, width: 1 }),
    );
  });
});
