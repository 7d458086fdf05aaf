import { cutOut } from './cut-out.ts';
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
  const { rows, columns } = storedSize(frame);
  const shape = pixelShape(frame.description.pixels);
  const across = covered(region.left, region.right, shape.width * frame.reduction, columns);
  const down = covered(region.top, region.bottom, shape.height * frame.reduction, rows);
  const size = { columns: across.end - across.begin, rows: down.end - down.begin };
  if (size.columns <= 0 || size.rows <= 0) return null;
  const storedValues = cutOut(frame, { left: across.begin, top: down.begin, ...size });
  return automaticWindow({ ...frame, storedValues });
}

/** The pixels along one axis, `size` units each, whose centres lie from `from` to `to`. */
function covered(from: number, to: number, size: number, count: number): { begin: number; end: number } {
  return {
    begin: Math.max(0, Math.ceil(from / size - 0.5)),
    end: Math.min(count, Math.ceil(to / size - 0.5)),
  };
}
