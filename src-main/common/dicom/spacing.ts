import type { Values } from './data-set.ts';
import { macroOf } from './functional-groups.ts';
import type { SpacingAttributes } from './image-description.ts';
import { Tag } from './tags.ts';

type Pair = readonly [number, number];

/** Reads all that the file says of a frame's physical size; what is no positive number counts as absent. */
export function readSpacing(dataSet: Values, frame: number): SpacingAttributes | null {
  const measures = macroOf(dataSet, frame, Tag.pixelMeasuresSequence);
  const properties = macroOf(dataSet, frame, Tag.framePixelDataPropertiesSequence);
  const geometry = macroOf(dataSet, frame, Tag.xRayGeometrySequence);
  const spacing: SpacingAttributes = {
    pixelSpacing: pair(measures.decimals(Tag.pixelSpacing)),
    imagerPixelSpacing: pair(properties.decimals(Tag.imagerPixelSpacing)),
    nominalScannedPixelSpacing: pair(dataSet.decimals(Tag.nominalScannedPixelSpacing)),
    pixelSpacingCalibrationType: measures.text(Tag.pixelSpacingCalibrationType),
    pixelSpacingCalibrationDescription: measures.text(Tag.pixelSpacingCalibrationDescription),
    estimatedRadiographicMagnificationFactor: positive(
      geometry.decimals(Tag.estimatedRadiographicMagnificationFactor)[0],
    ),
  };
  return Object.values(spacing).some((value) => value !== null) ? spacing : null;
}

/** More than this is a mistake of the file and would show nothing of the image. */
const steepestAspect = 64;

/** Height of a pixel over its width: Pixel Aspect Ratio (PS3.3 C.7.6.3.1.7), else the spacing that there is. */
export function readPixelAspectRatio(dataSet: Values, spacing: SpacingAttributes | null): number {
  const given =
    pair(dataSet.decimals(Tag.pixelAspectRatio)) ??
    spacing?.pixelSpacing ??
    spacing?.imagerPixelSpacing ??
    spacing?.nominalScannedPixelSpacing;
  if (!given) return 1;
  const ratio = given[0] / given[1];
  return ratio > 1 / steepestAspect && ratio < steepestAspect ? ratio : 1;
}

function pair([rows, columns]: readonly number[]): Pair | null {
  const [row, column] = [positive(rows), positive(columns)];
  return row !== null && column !== null ? [row, column] : null;
}

function positive(number: number | undefined): number | null {
  return number !== undefined && Number.isFinite(number) && number > 0 ? number : null;
}
