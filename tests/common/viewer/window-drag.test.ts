import { windowAfterDrag } from '#common/viewer/window-drag';

const start = { center: 2000, width: 1024 };

describe('windowAfterDrag', () => {
  it('widens to the right and brightens upwards, 512 pixels for the whole span', () => {
    // 256 px of a span of 1024 are 512 units; upwards lowers the centre, so that more of the film is white.
    expect(windowAfterDrag(start, { x: 256, y: -128 }, 1024, false)).toEqual({ center: 1744, width: 1536 });
  });

  it('brightens upwards on a film whose low values are bright too', () => {
    expect(windowAfterDrag(start, { x: 0, y: -128 }, 1024, true).center).toBe(2256);
  });

  it('follows the chosen directions', () => {
    const direction = { widen: 'left', brighten: 'down' } as const;
    expect(windowAfterDrag(start, { x: -256, y: 128 }, 1024, false, direction)).toEqual({
      center: 1744,
      width: 1536,
    });
  });

  it('never makes the window narrower than 1, which PS3.3 forbids', () => {
    expect(windowAfterDrag(start, { x: -9999, y: 0 }, 1024, false).width).toBe(1);
  });
});
