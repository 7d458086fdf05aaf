import type { Point } from '../viewer/view-transform.ts';

/** What an outline is drawn as, in the path language of SVG 2, which a canvas takes too. */
export function drawnPath(shape: string, paths: readonly (readonly Point[])[]): string {
  const [path] = paths;
  if (shape === 'probe') return path?.[0] ? crossAt(path[0]) : '';
  return paths.map(linePath).join('') + (shape === 'arrow' && path ? headOf(path) : '');
}

export function linePath(points: readonly Point[]): string {
  return points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${x.toFixed(2)} ${y.toFixed(2)}`).join('');
}

/** A cross with nothing in its middle, so that the pixel it is about stays to be seen. */
function crossAt({ x, y }: Point): string {
  return `M${x - 9} ${y}h6M${x + 3} ${y}h6M${x} ${y - 9}v6M${x} ${y + 3}v6`;
}

function headOf([tail, tip]: readonly Point[]): string {
  if (!tail || !tip) return '';
  const angle = Math.atan2(tip.y - tail.y, tip.x - tail.x);
  const barb = (turn: number): string =>
    `${tip.x - 12 * Math.cos(angle + turn)} ${tip.y - 12 * Math.sin(angle + turn)}`;
  return `M${barb(0.45)}L${tip.x} ${tip.y}L${barb(-0.45)}`;
}
