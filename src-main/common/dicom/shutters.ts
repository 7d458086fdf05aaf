import type { Values } from './data-set.ts';
import type { Shutter } from './shutter.ts';
import { Tag } from './tags.ts';

/** More shapes or vertices say nothing that an image needs. */
const mostVertices = 1024;

/**
 * Reads the Display Shutter, Bitmap Display Shutter and Frame Display Shutter (PS3.3 C.7.6.11, C.7.6.15 and
 * C.7.6.16.2.16). A shutter hides; one whose numbers do not make its shape hides nothing and is left out.
 */
export function readShutters(values: Values): readonly Shutter[] {
  const shapes = new Set(values.text(Tag.shutterShape)?.split('\\'));
  return [...shapes].flatMap((shape) => {
    const read = Object.hasOwn(readers, shape) ? readers[shape as Shutter['shape']] : null;
    return read?.(values) ?? [];
  });
}

const readers: Readonly<Record<Shutter['shape'], (values: Values) => Shutter | null>> = {
  RECTANGULAR(values) {
    const edges = [
      Tag.shutterLeftVerticalEdge,
      Tag.shutterRightVerticalEdge,
      Tag.shutterUpperHorizontalEdge,
      Tag.shutterLowerHorizontalEdge,
    ].map((tag) => values.decimals(tag)[0]);
    if (!areWhole(edges)) return null;
    const [left, right, upper, lower] = edges as [number, number, number, number];
    return left < right && upper < lower ? { shape: 'RECTANGULAR', left, right, upper, lower } : null;
  },
  CIRCULAR(values) {
    const circle = [
      ...values.decimals(Tag.centerOfCircularShutter),
      ...values.decimals(Tag.radiusOfCircularShutter),
    ];
    if (circle.length !== 3 || !areWhole(circle)) return null;
    const [row, column, radius] = circle as [number, number, number];
    return radius > 0 ? { shape: 'CIRCULAR', row, column, radius } : null;
  },
  POLYGONAL(values) {
    const numbers = values.decimals(Tag.verticesOfThePolygonalShutter);
    if (
      numbers.length < 6 ||
      numbers.length % 2 !== 0 ||
      numbers.length > 2 * mostVertices ||
      !areWhole(numbers)
    )
      return null;
    const vertices = Array.from(
      { length: numbers.length / 2 },
      (_, i) => [numbers[2 * i]!, numbers[2 * i + 1]!] as const,
    );
    return { shape: 'POLYGONAL', vertices };
  },
  BITMAP(values) {
    const overlayGroup = values.uint16(Tag.shutterOverlayGroup);
    return overlayGroup === null ? null : { shape: 'BITMAP', overlayGroup };
  },
};

function areWhole(numbers: readonly (number | undefined)[]): boolean {
  return numbers.every((number) => Number.isInteger(number));
}
