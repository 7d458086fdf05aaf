import type { Letterbox } from '../imaging/letterbox.ts';
import type { ModelCard } from '../model/model-card.ts';
import type { AttentionMap } from '../model/result.ts';

/** The one hue of the heat map, RGB; strength is alpha alone, because a rainbow hides bone. */
export const amber = [255, 176, 46] as const;

/** The model card's fixed scale; a map is never stretched to its own range, or a plain film would glow. */
export type AttentionScale = Pick<ModelCard['attention'], 'transparentLogit' | 'opaqueLogit'>;

/** A rectangle in image pixels; it may reach beyond the image where the network saw padding. */
export interface ImageRectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** An RGBA picture that lies exactly over the whole image, whatever its own size. */
export interface HeatMapRaster {
  readonly rows: number;
  readonly columns: number;
  /** `rows * columns * 4`, not premultiplied. */
  readonly rgba: Uint8ClampedArray;
}

/** Where one cell of the map lies on the image, back through the letterbox. */
export function cellRectangle(map: AttentionMap, row: number, column: number): ImageRectangle {
  const { letterbox: box } = map;
  const across = box.imageColumns / box.contentColumns;
  const down = box.imageRows / box.contentRows;
  const cellColumns = box.inputColumns / map.columns;
  const cellRows = box.inputRows / map.rows;
  return {
    x: (column * cellColumns - box.left) * across,
    y: (row * cellRows - box.top) * down,
    width: cellColumns * across,
    height: cellRows * down,
  };
}

/** Share of full opacity in [0, 1] for a calibrated logit on the fixed scale. */
export function attentionAlpha(logit: number, { transparentLogit, opaqueLogit }: AttentionScale): number {
  return Math.min(1, Math.max(0, (logit - transparentLogit) / (opaqueLogit - transparentLogit)));
}

/**
 * Paints the map over the film at the resolution of the network's input. Logits are interpolated linearly
 * between cell centres and only then mapped to alpha; beyond the outermost centres they stay constant.
 */
export function heatMapRaster(map: AttentionMap, scale: AttentionScale): HeatMapRaster {
  const { contentRows: rows, contentColumns: columns } = map.letterbox;
  const rgba = new Uint8ClampedArray(rows * columns * 4);
  const across = Array.from({ length: columns }, (_, column) => columnNeighbours(map, column));
  for (let row = 0; row < rows; row++) {
    const down = rowNeighbours(map, row);
    for (let column = 0; column < columns; column++) {
      const logit = interpolate(map, down, across[column]!);
      const at = (row * columns + column) * 4;
      rgba.set(amber, at);
      rgba[at + 3] = 255 * attentionAlpha(logit, scale);
    }
  }
  return { rows, columns, rgba };
}

/** A picture of the film with the map over it, each of its pixels under the nearest of the map. */
export function overFilm<P extends Pick<HeatMapRaster, 'rows' | 'columns' | 'rgba'>>(
  film: P,
  map: HeatMapRaster,
  opacity: number,
): P {
  const rgba = film.rgba.slice();
  for (let row = 0; row < film.rows; row++)
    for (let column = 0; column < film.columns; column++) {
      const mapRow = Math.min(map.rows - 1, Math.floor(((row + 0.5) * map.rows) / film.rows));
      const mapColumn = Math.min(map.columns - 1, Math.floor(((column + 0.5) * map.columns) / film.columns));
      const from = (mapRow * map.columns + mapColumn) * 4;
      const to = (row * film.columns + column) * 4;
      const share = (opacity * map.rgba[from + 3]!) / 255;
      for (let channel = 0; channel < 3; channel++)
        rgba[to + channel] = rgba[to + channel]! * (1 - share) + map.rgba[from + channel]! * share;
    }
  return { ...film, rgba };
}

interface Neighbours {
  readonly before: number;
  readonly after: number;
  /** Weight of `after` in [0, 1]. */
  readonly weight: number;
}

function rowNeighbours(map: AttentionMap, contentRow: number): Neighbours {
  return neighbours(map.letterbox, 'inputRows', map.letterbox.top + contentRow, map.rows);
}

function columnNeighbours(map: AttentionMap, contentColumn: number): Neighbours {
  return neighbours(map.letterbox, 'inputColumns', map.letterbox.left + contentColumn, map.columns);
}

function neighbours(
  box: Letterbox,
  side: 'inputRows' | 'inputColumns',
  inputPixel: number,
  cells: number,
): Neighbours {
  const position = ((inputPixel + 0.5) * cells) / box[side] - 0.5;
  const inside = Math.min(cells - 1, Math.max(0, position));
  const before = Math.floor(inside);
  return { before, after: Math.min(cells - 1, before + 1), weight: inside - before };
}

function interpolate({ columns, logits }: AttentionMap, down: Neighbours, across: Neighbours): number {
  const upper = mix(logits, down.before * columns, across);
  const lower = mix(logits, down.after * columns, across);
  return upper + (lower - upper) * down.weight;
}

function mix(logits: Float32Array, rowStart: number, { before, after, weight }: Neighbours): number {
  const first = logits[rowStart + before] ?? 0;
  const second = logits[rowStart + after] ?? 0;
  return first + (second - first) * weight;
}
