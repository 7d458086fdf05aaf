import type { Values } from '../dicom/data-set.ts';
import { Tag } from '../dicom/tags.ts';
import type { Point } from '../viewer/view-transform.ts';
import type { FoundDrawing, ImageReference } from './found-object.ts';

const mostReferences = 2000;

/** The items of a Referenced Image or Referenced SOP Sequence (PS3.3 table 10-3). */
export function readReferences(items: readonly Values[]): readonly ImageReference[] {
  return items.slice(0, mostReferences).flatMap((item) => {
    const sopInstanceUid = item.text(Tag.referencedSopInstanceUid);
    if (sopInstanceUid === null) return [];
    const numbers = item.decimals(Tag.referencedFrameNumber).filter((one) => Number.isInteger(one));
    return [{ sopInstanceUid, frames: numbers.length === 0 ? null : numbers.map((one) => one - 1) }];
  });
}

/** Pairs of column and row; one that is no finite number ends them. */
export function readPoints(numbers: readonly number[]): readonly Point[] {
  const points: Point[] = [];
  for (let i = 0; i + 1 < numbers.length; i += 2) {
    const [x, y] = [numbers[i]!, numbers[i + 1]!];
    if (!Number.isFinite(x) || !Number.isFinite(y)) break;
    points.push({ x, y });
  }
  return points;
}

const mostDrawings = 2000;
const mostPoints = 200_000;

/** As many of the drawings as a window can take, each once: several numbers may name the place they were measured at. */
export function withinLimits(drawings: Iterable<FoundDrawing>): {
  readonly drawings: readonly FoundDrawing[];
  readonly isCut: boolean;
} {
  const known = new Map<string, FoundDrawing>();
  let points = 0;
  for (const drawing of drawings) {
    points += drawing.points.length;
    if (known.size === mostDrawings || points > mostPoints)
      return { drawings: [...known.values()], isCut: true };
    known.set(JSON.stringify(drawing), drawing);
  }
  return { drawings: [...known.values()], isCut: false };
}
