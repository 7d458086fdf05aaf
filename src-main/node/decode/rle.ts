import type { PixelDescription } from '#common/dicom/image-description';
import { AppError } from '#common/errors';

/** What RLE codes; its frames say nothing of their own size. */
export type RleLayout = Pick<PixelDescription, 'rows' | 'columns' | 'samplesPerPixel' | 'bitsAllocated'>;

const headerLength = 64;
const mostSegments = 15;
/** Two bytes stand for 128 at most. */
const bytesPerByte = 64;

/**
 * Decodes one frame of RLE Lossless (PS3.5 annex G): each segment holds one byte of every cell, the most
 * significant first, sample after sample.
 *
 * @returns Cells of `bitsAllocated` bits in C order (row, column, sample), little-endian; bits of 1 stay packed.
 * @throws AppError `malformed-file`, `truncated-file`.
 */
export function decodeRle(frame: Uint8Array, layout: RleLayout): Uint8Array {
  const bytesPerSample = Math.ceil(layout.bitsAllocated / 8);
  const stride = bytesPerSample * layout.samplesPerPixel;
  const cells = Math.ceil((layout.rows * layout.columns) / (layout.bitsAllocated === 1 ? 8 : 1));
  const segments = readSegments(frame, stride);
  if (segments.some((segment) => segment.length * bytesPerByte < cells)) throw truncated();
  const decoded = new Uint8Array(cells * stride);
  segments.forEach((segment, i) => {
    const sample = Math.floor(i / bytesPerSample);
    const place = sample * bytesPerSample + (bytesPerSample - 1 - (i % bytesPerSample));
    if (!unpack(segment, decoded, place, stride)) throw truncated();
  });
  return decoded;
}

/** The RLE Header (G.5): the number of segments, then where each begins, from the header's own start. */
function readSegments(frame: Uint8Array, expected: number): readonly Uint8Array[] {
  if (frame.length < headerLength) throw truncated();
  const view = new DataView(frame.buffer, frame.byteOffset, headerLength);
  const count = view.getUint32(0, true);
  if (count !== expected || count > mostSegments)
    throw new AppError('malformed-file', `The RLE image has ${count} segments instead of ${expected}.`);
  const starts = Array.from({ length: count }, (_, i) => view.getUint32(4 + 4 * i, true));
  return starts.map((start, i) => {
    const end = starts[i + 1] ?? frame.length;
    if (start < headerLength || end < start)
      throw new AppError('malformed-file', 'The segments of the RLE image overlap.');
    if (end > frame.length) throw truncated();
    return frame.subarray(start, end);
  });
}

/**
 * Undoes the packing of one segment (G.3.2) into every `stride`th byte from `place`; what follows the last
 * pixel is padding. False where the segment ends before.
 */
function unpack(segment: Uint8Array, target: Uint8Array, place: number, stride: number): boolean {
  let to = place;
  for (let from = 0; to < target.length;) {
    if (from + 1 >= segment.length) return false;
    const code = segment[from++]!;
    if (code < 128) {
      const end = Math.min(from + code + 1, segment.length);
      for (; from < end && to < target.length; to += stride) target[to] = segment[from++]!;
    } else if (code > 128) {
      const value = segment[from++]!;
      const end = Math.min(to + (257 - code) * stride, target.length);
      for (; to < end; to += stride) target[to] = value;
    }
  }
  return true;
}

function truncated(): AppError {
  return new AppError('truncated-file', 'The RLE image ends too soon.');
}
