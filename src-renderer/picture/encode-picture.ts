import { AppError } from '#common/errors';
import type { PictureFormat } from '#common/export/formats';

/**
 * The bytes of a picture; encoded off the page's own thread.
 *
 * @param quality of a JPEG, in [0, 1]
 * @throws AppError `image-too-large`
 */
export async function encodePicture(
  canvas: HTMLCanvasElement,
  format: PictureFormat,
  quality: number,
): Promise<Uint8Array> {
  const blob = await new Promise<Blob | null>((resolve) =>
    canvas.toBlob(resolve, `image/${format}`, quality),
  );
  if (blob === null) throw new AppError('image-too-large', 'The picture is too large to be encoded.');
  return new Uint8Array(await blob.arrayBuffer());
}
