import { AppError } from '#common/errors';
import {
  isFrameHeader,
  readSegment,
  requireFewSegments,
  type JpegHeader,
  type Segment,
} from '../jpeg-header.ts';
import { layOutFrame, type Frame } from './frame.ts';
import { createProgressivePlane, createSequentialPlane, type Plane, type PlaneBuilder } from './planes.ts';
import { blocksOf, readScan, readScanHeader, type Scan } from './scan.ts';
import { readHuffmanTables, readQuantisationTables, type Tables } from './tables.ts';

/** The components of an image at their own sizes, in the frame's order. */
export interface DctPlanes {
  readonly frame: Frame;
  readonly planes: readonly Plane[];
}

/** A useful progression takes some dozens; a small file can hold enough to keep a decoder busy for hours. */
const mostScans = 1000;
/** Blocks that all scans together may visit: sixteen passes over the largest image. */
const mostBlocks = 2 ** 26;

const startOfScan = 0xda;
const endOfImage = 0xd9;
const restartIntervalMarker = 0xdd;
const numberOfLines = 0xdc;

/**
 * Decodes the components of a sequential or progressive Huffman-coded JPEG of 8 or 12 bits (ITU-T T.81 F and G)
 * whose header was found acceptable.
 *
 * @throws AppError `truncated-file`, `malformed-file`, `codec-failed`, `unsupported-pixel-format`,
 * `too-many-scans`.
 */
export function decodePlanes(bytes: Uint8Array, header: JpegHeader): DctPlanes {
  const reader = new DctReader(bytes, header);
  let position = 2;
  for (let count = 1; ; count++) {
    requireFewSegments(count);
    const segment = readSegment(bytes, position);
    if (segment.marker === endOfImage) return reader.finish();
    position = reader.take(segment);
  }
}

class DctReader {
  readonly #bytes: Uint8Array;
  readonly #header: JpegHeader;
  readonly #tables: Tables = { quantisation: [], dc: [], ac: [] };
  readonly #begun = new Set<number>();
  #frame: Frame | null = null;
  #builders: readonly PlaneBuilder[] = [];
  #restartInterval = 0;
  #scans = 0;
  #blocks = 0;

  constructor(bytes: Uint8Array, header: JpegHeader) {
    this.#bytes = bytes;
    this.#header = header;
  }

  /** Takes in one segment and gives the position of the next. */
  take({ marker, payload, end }: Segment): number {
    if (marker === startOfScan) return this.#takeScan(payload, end);
    if (marker === 0xc4) readHuffmanTables(payload, this.#tables);
    else if (marker === 0xdb) readQuantisationTables(payload, this.#tables);
    else if (marker === restartIntervalMarker) this.#restartInterval = (payload[0]! << 8) | payload[1]!;
    else if (marker === numberOfLines)
      throw new AppError(
        'unsupported-pixel-format',
        'A JPEG that tells its height at the end cannot be shown.',
      );
    else if (isFrameHeader(marker)) this.#takeFrame(payload);
    return end;
  }

  finish(): DctPlanes {
    const frame = this.#frame;
    if (!frame || this.#begun.size < frame.components.length)
      throw new AppError('truncated-file', 'The JPEG ends before its image does.');
    return { frame, planes: this.#builders.map((builder) => builder.finish()) };
  }

  #takeFrame(payload: Uint8Array): void {
    if (this.#frame) throw new AppError('malformed-file', 'The JPEG has two frame headers.');
    const frame = layOutFrame(this.#header, payload);
    const { bitsPerSample } = this.#header;
    const create = frame.isProgressive ? createProgressivePlane : createSequentialPlane;
    this.#builders = frame.components.map((component) => create(component, bitsPerSample));
    this.#frame = frame;
  }

  #takeScan(payload: Uint8Array, start: number): number {
    const frame = this.#frame;
    if (!frame) throw new AppError('malformed-file', 'The JPEG header is damaged.');
    const scan = readScanHeader(payload, frame);
    this.#requireBudget(blocksOf(scan, frame));
    this.#requireOrder(scan, frame);
    const targets = scan.components.map(({ index }) => {
      const quantisation = this.#tables.quantisation[frame.components[index]!.quantisationTable];
      if (!quantisation) throw new AppError('malformed-file', 'The JPEG lacks a quantisation table.');
      return this.#builders[index]!.target(scan.band, quantisation);
    });
    return readScan(this.#bytes, start, frame, scan, this.#tables, this.#restartInterval, targets);
  }

  #requireBudget(blocks: number): void {
    this.#scans++;
    this.#blocks += blocks;
    if (this.#scans > mostScans || this.#blocks > mostBlocks)
      throw new AppError('too-many-scans', 'The JPEG is cut into more passes than can be decoded.');
  }

  /** A component has one scan where it is sequential, and its DC values come first where it is progressive. */
  #requireOrder({ components, band }: Scan, { isProgressive }: Frame): void {
    for (const { index } of components) {
      const isFirst = !this.#begun.has(index);
      if (isProgressive ? isFirst && band.first > 0 : !isFirst)
        throw new AppError('malformed-file', 'The scans of the JPEG are out of order.');
      this.#begun.add(index);
    }
  }
}
