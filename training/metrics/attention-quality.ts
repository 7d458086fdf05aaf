import type { Letterbox } from '#common/imaging/letterbox';
import { sigmoid } from '#common/model/calibration';
import type { Box } from '../dataset/boxes.ts';

/** A class activation map over the network's input, whose cells divide the input evenly. */
export interface PlacedMap {
  readonly rows: number;
  readonly columns: number;
  /** `rows * columns` calibrated logits in C order. */
  readonly logits: Float32Array;
  readonly letterbox: Letterbox;
}

/** How far a map points at the boxes of its film, and how far a map that knows nothing would. */
export interface AttentionQuality {
  /**
   * The pointing game (Zhang et al. 2018): whether the hottest cell overlaps a box. The point is the cell's
   * centre, so the tolerance is half a cell to every side.
   */
  readonly hit: boolean;
  /** The share of the film's cells that would be hits. */
  readonly hitByChance: number;
  /** The share of the map's energy inside boxes; a pixel's energy is the sigmoid of its cell's logit. */
  readonly energyInBoxes: number;
  /** The share of the film's area inside boxes: what an even map's energy would be. */
  readonly boxShare: number;
}

/** What of a cell lies on the film and inside boxes, in input pixels. */
interface CellCover {
  readonly film: number;
  readonly boxes: number;
}

/**
 * Judges a map against boxes in pixels of the film's own image. Bars beside the film do not count, and the
 * hottest cell is sought among those at least half of which lies on the film.
 *
 * @throws RangeError when no box covers a pixel of the input.
 */
export function judgeAttention(map: PlacedMap, boxes: readonly Box[]): AttentionQuality {
  const covers = coverCells(map, boxes);
  const cellArea = (map.letterbox.inputRows / map.rows) * (map.letterbox.inputColumns / map.columns);
  const candidates = covers.flatMap((cover, cell) => (2 * cover.film >= cellArea ? [cell] : []));
  const hottest = candidates.reduce((best, cell) => (map.logits[cell]! > map.logits[best]! ? cell : best));
  const isHit = (cell: number): boolean => covers[cell]!.boxes > 0;
  const sum = (weigh: (cover: CellCover, cell: number) => number): number =>
    covers.reduce((total, cover, cell) => total + weigh(cover, cell), 0);
  const boxed = sum(({ boxes }) => boxes);
  if (boxed === 0) throw new RangeError('No box covers a pixel of the film.');
  const energy = map.logits.map(sigmoid);
  return {
    hit: isHit(hottest),
    hitByChance: candidates.filter(isHit).length / candidates.length,
    energyInBoxes:
      sum(({ boxes }, cell) => boxes * energy[cell]!) / sum(({ film }, cell) => film * energy[cell]!),
    boxShare: boxed / sum(({ film }) => film),
  };
}

/** Counts input pixels by their centres; boxes that overlap each other count once. */
function coverCells({ rows, columns, letterbox }: PlacedMap, boxes: readonly Box[]): readonly CellCover[] {
  const { inputRows, inputColumns, top, left, contentRows, contentColumns, imageRows, imageColumns } =
    letterbox;
  const covers = Array.from({ length: rows * columns }, () => ({ film: 0, boxes: 0 }));
  for (let row = 0; row < contentRows; row++) {
    const y = ((row + 0.5) * imageRows) / contentRows;
    const cellRow = Math.floor(((top + row + 0.5) * rows) / inputRows);
    for (let column = 0; column < contentColumns; column++) {
      const x = ((column + 0.5) * imageColumns) / contentColumns;
      const cellColumn = Math.floor(((left + column + 0.5) * columns) / inputColumns);
      const cover = covers[cellRow * columns + cellColumn]!;
      cover.film++;
      if (boxes.some((box) => isInside(box, x, y))) cover.boxes++;
    }
  }
  return covers;
}

function isInside(box: Box, x: number, y: number): boolean {
  return x >= box.left && x < box.left + box.width && y >= box.top && y < box.top + box.height;
}
