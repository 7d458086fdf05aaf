import type { Annotation } from '../../src-main/common/measure/annotation.ts';
import type { ViewState } from '../../src-main/common/objects/view-state.ts';

const drawn = (id: string, shape: Annotation['shape'], ...points: Annotation['points']): Annotation => ({
  ...{ id, shape, points, labelAt: null },
  text: shape === 'text' ? 'Sleeve over the wrist' : '',
});

/** A film of 2 by 2 pixels, inverted, turned by a quarter and drawn on with most shapes. */
export const drawnView: ViewState = {
  window: { center: 2, width: 3, function: 'LINEAR' },
  inverted: true,
  orientation: { mirrored: false, rotation: 90 },
  inSight: { upperLeft: { x: 0, y: 2 }, lowerRight: { x: 2, y: 0 } },
  annotations: [
    drawn('1', 'length', { x: 0, y: 0 }, { x: 2, y: 0 }),
    drawn('2', 'rectangle', { x: 0, y: 0 }, { x: 1, y: 2 }),
    drawn('3', 'ellipse', { x: 0, y: 0 }, { x: 1, y: 2 }),
    drawn('4', 'cobb', { x: 0, y: 0 }, { x: 1, y: 0 }, { x: 0, y: 0 }, { x: 0, y: 1 }),
    drawn('5', 'probe', { x: 0.5, y: 0.5 }),
    drawn('6', 'text', { x: 1, y: 1 }),
    drawn('7', 'text', { x: 1, y: 1 }),
  ].map((one) => (one.id === '7' ? { ...one, text: '' } : one)),
  calibration: { millimetresPerUnit: 0.5, by: 'line', millimetres: 1 },
};
