import type { Component, Frame } from './frame.ts';
import type { Plane } from './planes.ts';

/** Writes one line of a component at the image's full width. */
export type LineReader = (row: number, line: Int32Array) => void;

/** Below this the Independent JPEG Group's decoder repeats samples. */
const narrowest = 3;

/**
 * Gives the lines of a component at the image's size. Where the image has twice its samples they are
 * interpolated in triangles, as the Independent JPEG Group's decoder does; at other ratios they are repeated.
 */
export function lineReader(plane: Plane, component: Component, frame: Frame): LineReader {
  const { width } = frame.header;
  const most = (of: 'horizontal' | 'vertical'): number =>
    Math.max(...frame.components.map((each) => each[of]));
  const across = most('horizontal') / component.horizontal;
  const down = most('vertical') / component.vertical;
  if (across === 1 && down === 1) return (row, line) => copyLine(plane, row, width, line);
  const isSmooth = across <= 2 && down <= 2 && (across === 1 || component.width >= narrowest);
  if (!isSmooth) return (row, line) => repeatLine(plane, Math.floor(row / down), width, across, line);
  const sums = new Int32Array(component.width);
  return (row, line) => {
    if (down === 1) copyLine(plane, row, component.width, sums);
    else blendLines(plane, row, component.height - 1, sums);
    if (across === 2) spreadLine(sums, down === 1 ? narrowSpread : wideSpread, width, line);
    else for (let i = 0; i < width; i++) line[i] = (sums[i]! + 1 + (row & 1)) >> 2;
  };
}

/** Rounding alternates, so that neither side of a sample is brighter on average. */
const narrowSpread = { left: 1, right: 2, shift: 2 };
const wideSpread = { left: 8, right: 7, shift: 4 };

function copyLine({ samples, stride }: Plane, row: number, width: number, line: Int32Array): void {
  for (let i = 0, from = row * stride; i < width; i++) line[i] = samples[from + i]!;
}

function repeatLine(
  { samples, stride }: Plane,
  row: number,
  width: number,
  times: number,
  line: Int32Array,
): void {
  for (let i = 0, from = row * stride; i < width; i++) line[i] = samples[from + Math.floor(i / times)]!;
}

/** Three parts of the nearer line and one of the farther. */
function blendLines({ samples, stride }: Plane, row: number, lastRow: number, sums: Int32Array): void {
  const near = row >> 1;
  const far = Math.min(Math.max(near + (row & 1 ? 1 : -1), 0), lastRow);
  for (let i = 0; i < sums.length; i++)
    sums[i] = 3 * samples[near * stride + i]! + samples[far * stride + i]!;
}

/** Three parts of the nearer sample and one of the farther, for the two pixels of each. */
function spreadLine(
  sums: Int32Array,
  { left, right, shift }: typeof narrowSpread,
  width: number,
  line: Int32Array,
): void {
  const last = sums.length - 1;
  for (let i = 0; i < width; i++) {
    const at = i >> 1;
    const far = i & 1 ? sums[at < last ? at + 1 : at]! : sums[at > 0 ? at - 1 : at]!;
    line[i] = (3 * sums[at]! + far + (i & 1 ? right : left)) >> shift;
  }
}
