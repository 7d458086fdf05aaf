import type { Annotation } from '#common/measure/annotation';
import { cornersInSight, type ViewState } from '#common/objects/view-state';
import { fitPlacement } from '#common/viewer/view-transform';

/** What is in sight of a film is what a pane of a window shows, fitted and then zoomed in. */
const canvas = { width: 900, height: 700 };

/** A reading of a film: turned, windowed, calibrated and drawn on with several kinds of measurement, in pixels. */
export function drawnOn(rows: number, columns: number): ViewState {
  const at = (x: number, y: number) => ({ x: x * columns, y: y * rows });
  const drawn = (shape: Annotation['shape'], ...points: Annotation['points']): Annotation => ({
    ...{ id: shape, shape, points, labelAt: null },
    text: shape === 'text' ? 'Seen from the side' : '',
  });
  const image = { width: columns, height: rows };
  const orientation = { mirrored: true, rotation: 90 } as const;
  const fitted = fitPlacement(canvas, image, orientation);
  return {
    window: { center: 2048, width: 1024, function: 'LINEAR' },
    inverted: true,
    orientation,
    inSight: cornersInSight({ ...fitted, scale: 2 * fitted.scale, orientation }, canvas, image),
    annotations: [
      drawn('length', at(0.2, 0.2), at(0.4, 0.6)),
      drawn('angle', at(0.2, 0.2), at(0.4, 0.6), at(0.7, 0.3)),
      drawn('cobb', at(0.1, 0.2), at(0.6, 0.2), at(0.1, 0.5), at(0.6, 0.7)),
      drawn('rectangle', at(0.3, 0.3), at(0.5, 0.5)),
      drawn('ellipse', at(0.3, 0.3), at(0.5, 0.6)),
      drawn('probe', at(0.5, 0.5)),
      drawn('text', at(0.6, 0.6)),
    ],
    calibration: { millimetresPerUnit: 0.5, by: 'line', millimetres: 40 },
  };
}
