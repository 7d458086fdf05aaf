import type { DecodedFrame } from './decoded-frame.ts';
import { automaticWindow } from './default-voi.ts';
import { pixelShape, storedSize } from './frame-size.ts';
import type { WindowVoi } from './voi.ts';

/** An upright rectangle on the film in its square units; see `squareSize`. */
export interface FilmRegion {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The automatic window of the pixels whose centres lie in a region; null where there are none. */
export function regionWindow(frame: DecodedFrame, region: FilmRegion): WindowVoi | null {
  const { samplesPerPixel } = frame.description.pixels;
  const { rows, columns } = storedSize(frame);
  const shape = pixelShape(frame.description.pixels);
  const across = covered(region.left, region.right, shape.width * frame.reduction, columns);
  const down = covered(region.top, region.bottom, shape.height * frame.reduction, rows);
  const width = (across.end - across.begin) * samplesPerPixel;
  if (width <= 0 || down.end <= down.begin) return null;
  const inside = frame.storedValues.slice(0, width * (down.end - down.begin));
  for (let row = down.begin; row < down.end; row++) {
    const from = (row * columns + across.begin) * samplesPerPixel;
    inside.set(frame.storedValues.subarray(from, from + width), (row - down.begin) * width);
  }
  return automaticWindow({ ...frame, storedValues: inside });
}

/** The pixels along one axis, `size` units each, whose centres lie from `from` to `to`. */
function covered(from: number, to: number, size: number, count: number): { begin: number; end: number } {
  return {
    begin: Math.max(0, Math.ceil(from / size - 0.5)),
    end: Math.min(count, Math.ceil(to / size - 0.5)),
  };
}
