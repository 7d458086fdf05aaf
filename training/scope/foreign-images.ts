import type { ImageDescription } from '#common/dicom/image-description';
import { bodyPartOf } from '#common/model/body-part';
import { describeImageFile } from '#node/decode/image-file';
import { findFiles } from '#node/survey/find-files';
import { join } from 'node:path';
import type { FilmFrame } from '../inputs/read-inputs.ts';

/** An image that is no radiograph of a limb. */
export interface ForeignImage extends FilmFrame {
  /** What it is, as the model card names it. */
  readonly kind: string;
  readonly frame: number;
}

/** Test images of a few pixels show nothing. */
const shortestSide = 64;

const kindsByModality: Readonly<Record<string, string>> = {
  CT: 'CT',
  MR: 'MR',
  US: 'ultrasound',
  NM: 'nuclear medicine',
  XA: 'angiography',
};

/** The images of `dicom` in a data folder that are surely none of a limb, in the order of their paths. */
export async function readForeignImages(dataFolder: string): Promise<readonly ForeignImage[]> {
  const images: ForeignImage[] = [];
  for await (const file of findFiles([join(dataFolder, 'dicom')])) {
    const description = await describeImageFile(file.path).catch(() => null);
    const kind = description && foreignKind(description);
    if (kind === null) continue;
    images.push({ kind, path: file.path, frame: Math.floor(description!.pixels.numberOfFrames / 2) });
  }
  return images.sort((left, right) => (left.path < right.path ? -1 : 1));
}

/** A limb, or what might be one, has none. */
function foreignKind({ attributes, pixels }: ImageDescription): string | null {
  if (Math.min(pixels.rows, pixels.columns) < shortestSide) return null;
  if (bodyPartOf(attributes.bodyPartExamined)?.kind === 'outside' && attributes.modality === 'CR')
    return 'trunk';
  const kind = kindsByModality[attributes.modality ?? ''];
  if (kind !== undefined) return kind;
  return pixels.samplesPerPixel === 3 ? 'photograph or drawing' : null;
}
