import type { Attachment } from 'svelte/attachments';
import type { ViewportState } from '../state/viewport.svelte.ts';
import { createPainter } from './cornerstone.ts';
import { followLens } from './lens-pointer.ts';
import { observeSize } from './observe-size.ts';
import { followPointer } from './pointer.ts';
import { followTouch } from './touch-pointer.ts';

/** Makes an element, which has to hold a `canvas.cornerstone-canvas`, the surface on which a viewport paints. */
export function surfaceOf(viewport: ViewportState): Attachment<HTMLElement> {
  return (element) => {
    const painter = createPainter(element, (imageId) => viewport.painted(imageId));
    const stops = [
      observeSize(element, (size) => (viewport.canvas = size)),
      followTouch(element, viewport),
      followLens(element, viewport),
      followPointer(element, viewport),
      () => painter.close(),
    ];
    $effect(() => {
      const { content, raster, picture, transform, canvas, smooth } = viewport;
      // Of a surface that nobody has measured yet, a film would fill one pixel.
      if (
        canvas.width <= 1 ||
        content.state !== 'shown' ||
        raster === null ||
        picture === null ||
        transform === null
      )
        return;
      const { imageId, frame } = content;
      painter.paint({ imageId, frame, raster, picture, transform, canvas, smooth });
    });
    return () => stops.forEach((stop) => stop());
  };
}
