import { isShape, type Shape } from '../measure/annotation.ts';

const own = 'Osteon:';

/** The Tracking Identifier (112039, DCM) that tells what was drawn, so that it comes back as the same shape. */
export function trackingIdentifierOf(shape: Shape): string {
  return `${own}${shape}`;
}

/** The shape that an identifier of ours names; null for those of other programs. */
export function trackedShape(identifier: string): Shape | null {
  const shape = identifier.startsWith(own) ? identifier.slice(own.length) : '';
  return isShape(shape) ? shape : null;
}
