import { AppError } from '#common/errors';
import { BitReader } from './jpeg-dct/bit-reader.ts';
import type { HuffmanTable } from './jpeg-dct/huffman-table.ts';
import type { Tables } from './jpeg-dct/tables.ts';

/** What a frame header (ITU-T T.81 B.2.2) says of components that all have the frame's size. */
export interface LosslessFrame {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  /** Of the components, in order. */
  readonly ids: readonly number[];
}

/** A scan header (B.2.3 with table B.3's lossless column). */
export interface LosslessScan {
  readonly components: readonly { readonly index: number; readonly table: HuffmanTable }[];
  /** Selection value, 1 to 7 (table H.1). */
  readonly predictor: number;
  /** How many low bits of each sample the encoder left out. */
  readonly pointTransform: number;
}

/**
 * Reads the payload of an SOS segment.
 *
 * @throws AppError `malformed-file`.
 */
export function readLosslessScanHeader(
  payload: Uint8Array,
  { ids, bitsPerSample }: LosslessFrame,
  { dc }: Tables,
): LosslessScan {
  const count = payload[0] ?? 0;
  if (count < 1 || count > ids.length || payload.length < 4 + 2 * count) throw damagedHeader();
  const components = Array.from({ length: count }, (_, i) => {
    const index = ids.indexOf(payload[1 + 2 * i]!);
    const table = dc[payload[2 + 2 * i]! >> 4];
    if (index < 0 || !table) throw damagedHeader();
    return { index, table };
  });
  const [predictor, pointTransform] = [payload[1 + 2 * count]!, payload[3 + 2 * count]! & 15];
  if (predictor < 1 || predictor > 7 || pointTransform >= bitsPerSample) throw damagedHeader();
  return { components, predictor, pointTransform };
}

/**
 * Reads the entropy-coded data that begins at `start` into `samples`, which are interleaved by pixel, and gives
 * the position of the marker after it (annex H.2).
 *
 * @param restartInterval In pixels, whole lines of them (H.1.1); 0 for none.
 * @throws AppError `truncated-file`, `codec-failed`; `malformed-file` for restarts within a line.
 */
export function readLosslessScan(
  bytes: Uint8Array,
  start: number,
  frame: LosslessFrame,
  scan: LosslessScan,
  restartInterval: number,
  samples: Uint8Array | Uint16Array,
): number {
  const { width, height } = frame;
  if (restartInterval % width !== 0) throw damagedHeader();
  const restartLines = restartInterval / width;
  const bits = new BitReader(bytes, start);
  const line = { bits, samples, width, componentCount: frame.ids.length };
  const origin = 1 << (frame.bitsPerSample - scan.pointTransform - 1);
  for (let y = 0; y < height; y++) {
    const isRestart = restartLines > 0 && y > 0 && y % restartLines === 0;
    if (isRestart) bits.restart((y / restartLines - 1) & 7);
    if (y === 0 || isRestart) readFirstLine(line, scan, y, origin);
    else readLine(line, scan, y);
  }
  const end = bits.finish();
  if (scan.pointTransform > 0) scaleUp(samples, scan, frame.ids.length);
  return end;
}

interface Line {
  readonly bits: BitReader;
  readonly samples: Uint8Array | Uint16Array;
  readonly width: number;
  /** Distance of a sample from the same component's next. */
  readonly componentCount: number;
}

/** The first line, and the first after a restart, know only what stands to the left (H.1.2.1). */
function readFirstLine(line: Line, { components }: LosslessScan, y: number, origin: number): void {
  const { bits, samples, width, componentCount } = line;
  for (let x = 0; x < width; x++)
    for (const { index, table } of components) {
      const at = (y * width + x) * componentCount + index;
      samples[at] = (x === 0 ? origin : samples[at - componentCount]!) + readDifference(bits, table);
    }
}

function readLine(line: Line, { components, predictor }: LosslessScan, y: number): void {
  const { bits, samples, width, componentCount } = line;
  const stride = width * componentCount;
  for (const { index, table } of components.length === 1 ? components : []) {
    const first = y * stride + index;
    let [left, aboveLeft] = [0, 0];
    for (let x = 0, at = first; x < width; x++, at += componentCount) {
      const above = samples[at - stride]!;
      const predicted = x === 0 ? above : predict(predictor, left, above, aboveLeft);
      samples[at] = predicted + readDifference(bits, table);
      left = samples[at]!;
      aboveLeft = above;
    }
  }
  if (components.length === 1) return;
  for (let x = 0; x < width; x++)
    for (const { index, table } of components) {
      const at = (y * width + x) * componentCount + index;
      const above = samples[at - stride]!;
      const [left, aboveLeft] = [samples[at - componentCount]!, samples[at - stride - componentCount]!];
      const predicted = x === 0 ? above : predict(predictor, left, above, aboveLeft);
      samples[at] = predicted + readDifference(bits, table);
    }
}

/** Table H.1. */
function predict(predictor: number, left: number, above: number, aboveLeft: number): number {
  switch (predictor) {
    case 1:
      return left;
    case 2:
      return above;
    case 3:
      return aboveLeft;
    case 4:
      return left + above - aboveLeft;
    case 5:
      return left + ((above - aboveLeft) >> 1);
    case 6:
      return above + ((left - aboveLeft) >> 1);
    default:
      return (left + above) >> 1;
  }
}

/** A difference modulo 2^16, whose category 16 has no bits of its own (H.1.2.2, table H.2). */
function readDifference(bits: BitReader, table: HuffmanTable): number {
  const category = bits.decode(table);
  if (category < 16) return category === 0 ? 0 : bits.readSigned(category);
  if (category === 16) return 32_768;
  throw new AppError('codec-failed', 'The compressed image is damaged.');
}

/** Undoes the point transform (A.4) of the scan's components. */
function scaleUp(
  samples: Uint8Array | Uint16Array,
  { components, pointTransform }: LosslessScan,
  componentCount: number,
): void {
  for (const { index } of components)
    for (let at = index; at < samples.length; at += componentCount)
      samples[at] = samples[at]! << pointTransform;
}

function damagedHeader(): AppError {
  return new AppError('malformed-file', 'A JPEG scan header is damaged.');
}
