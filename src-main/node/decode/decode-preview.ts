import type { ImageDescription } from '#common/dicom/image-description';
import { codecOf, transferSyntaxOf } from '#common/dicom/transfer-syntax';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { reductionTo } from '#common/imaging/frame-size';
import { decodeFrame } from './decode-frame.ts';
import { describeImage } from './describe-image.ts';

/** Enough to know the film by; its codec halves sizes, so what comes is up to twice as long. */
const previewLongSide = 600;

/**
 * A first look at one frame, counted from 0, from a lower resolution level, for a fraction of the time that the
 * whole frame takes. Null where there is none to be had: a small image, a codec without resolution levels, or a
 * codestream that was written without them.
 *
 * @throws AppError as `decodeFrame` does.
 */
export async function decodePreview(bytes: Uint8Array, frame: number): Promise<DecodedFrame | null> {
  const reduction = previewReduction(describeImage(bytes));
  if (reduction === 1) return null;
  const preview = await decodeFrame(bytes, frame, reduction);
  return preview.reduction > 1 ? preview : null;
}

/** What a first look may be reduced by, as far as the header tells; 1 where there is none to be had. */
export function previewReduction({ pixels }: ImageDescription): number {
  const { transferSyntaxUid } = pixels;
  if (transferSyntaxUid === null) return 1;
  const hasLevels = codecOf(transferSyntaxOf(transferSyntaxUid)) === 'jpeg2000';
  return hasLevels ? reductionTo(pixels, previewLongSide) : 1;
}
