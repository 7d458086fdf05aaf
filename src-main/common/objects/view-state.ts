import * as v from 'valibot';
import { markChangeSchema } from '../measure/marks.ts';
import { canvasToImage, type Size, type ViewTransform } from '../viewer/view-transform.ts';

const finite = v.pipe(v.number(), v.finite());
const corner = v.strictObject({ x: finite, y: finite });

/** How a film is read: what a presentation state keeps of it. */
export const viewStateSchema = v.strictObject({
  /** In modality units; null where a VOI LUT of the file is applied. */
  window: v.nullable(
    v.strictObject({
      center: finite,
      width: v.pipe(finite, v.gtValue(0)),
      function: v.picklist(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
    }),
  ),
  inverted: v.boolean(),
  orientation: v.strictObject({
    mirrored: v.boolean(),
    rotation: v.pipe(finite, v.minValue(0), v.ltValue(360)),
  }),
  /** What lies in the upper left and the lower right corner on the screen, in square units of the image. */
  inSight: v.strictObject({ upperLeft: corner, lowerRight: corner }),
  annotations: markChangeSchema.entries.put,
  calibration: v.nullable(v.unwrap(markChangeSchema.entries.calibration.wrapped)),
});

export type ViewState = Readonly<v.InferOutput<typeof viewStateSchema>>;

/** The corners of what a canvas shows of an image. */
export function cornersInSight(transform: ViewTransform, canvas: Size, image: Size): ViewState['inSight'] {
  const within = ({ x, y }: { x: number; y: number }) => ({
    x: Math.min(image.width, Math.max(0, x)),
    y: Math.min(image.height, Math.max(0, y)),
  });
  return {
    upperLeft: within(canvasToImage(transform, canvas, image, { x: 0, y: 0 })),
    lowerRight: within(canvasToImage(transform, canvas, image, { x: canvas.width, y: canvas.height })),
  };
}
