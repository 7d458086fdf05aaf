import { AppError } from '#common/errors';
import type { JpegHeader } from '../jpeg-header.ts';

/** One component of a DCT frame (ITU-T T.81 B.2.2) and the blocks of 8 x 8 samples that it is cut into. */
export interface Component {
  readonly id: number;
  /** Relative sampling, 1 to 4; the component with most samples has the image's size. */
  readonly horizontal: number;
  readonly vertical: number;
  readonly quantisationTable: number;
  /** Samples of the image itself. */
  readonly width: number;
  readonly height: number;
  /** Blocks that hold samples of the image: all that a scan of this component alone codes (A.2.2). */
  readonly blocksWide: number;
  readonly blocksHigh: number;
  /** Blocks that whole minimum coded units take, at the right and the bottom beyond the image (A.2.4). */
  readonly paddedBlocksWide: number;
  readonly paddedBlocksHigh: number;
}

/** A frame header with what follows from it. */
export interface Frame {
  readonly header: JpegHeader;
  readonly isProgressive: boolean;
  readonly components: readonly Component[];
  /** Minimum coded units of a scan of several components. */
  readonly unitsWide: number;
  readonly unitsHigh: number;
}

const progressive = 0xc2;

/**
 * Lays a frame out in blocks.
 *
 * @param payload Of the frame header's segment, which `readJpegHeader` has read.
 * @throws AppError `malformed-file`, or `unsupported-pixel-format` for a sampling of no whole ratio.
 */
export function layOutFrame(header: JpegHeader, payload: Uint8Array): Frame {
  const { width, height, componentCount, process } = header;
  const declared = Array.from({ length: componentCount }, (_, i) => readComponent(payload, 6 + 3 * i));
  const most = (of: 'horizontal' | 'vertical'): number => Math.max(...declared.map((one) => one[of]));
  const [horizontal, vertical] = [most('horizontal'), most('vertical')];
  const unitsWide = Math.ceil(width / (8 * horizontal));
  const unitsHigh = Math.ceil(height / (8 * vertical));
  const components = declared.map((component) => {
    requireWholeRatio(horizontal, component.horizontal);
    requireWholeRatio(vertical, component.vertical);
    const samplesWide = Math.ceil((width * component.horizontal) / horizontal);
    const samplesHigh = Math.ceil((height * component.vertical) / vertical);
    return {
      ...component,
      width: samplesWide,
      height: samplesHigh,
      blocksWide: Math.ceil(samplesWide / 8),
      blocksHigh: Math.ceil(samplesHigh / 8),
      paddedBlocksWide: unitsWide * component.horizontal,
      paddedBlocksHigh: unitsHigh * component.vertical,
    };
  });
  return { header, isProgressive: process === progressive, components, unitsWide, unitsHigh };
}

function readComponent(payload: Uint8Array, position: number) {
  const [id, sampling, quantisationTable] = payload.subarray(position, position + 3) as unknown as [
    number,
    number,
    number,
  ];
  const component = { id, horizontal: sampling >> 4, vertical: sampling & 15, quantisationTable };
  const isLegal = (factor: number): boolean => factor >= 1 && factor <= 4;
  if (!isLegal(component.horizontal) || !isLegal(component.vertical) || quantisationTable > 3)
    throw new AppError('malformed-file', 'The JPEG frame header is damaged.');
  return component;
}

function requireWholeRatio(most: number, factor: number): void {
  if (most % factor === 0) return;
  throw new AppError('unsupported-pixel-format', 'JPEG colour sampled 2 to 3 cannot be shown.');
}
