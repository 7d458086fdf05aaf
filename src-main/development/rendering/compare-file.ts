import type { PixelDescription } from '#common/dicom/image-description';
import { toErrorReport } from '#common/errors';
import type { DecodedFrame } from '#common/imaging/decoded-frame';
import { defaultVoi } from '#common/imaging/default-voi';
import { displayValues } from '#common/imaging/display-values';
import { paddingTest } from '#common/imaging/pixel-padding';
import { windowVoi, type Voi } from '#common/imaging/voi';
import { decodeFrame } from '#node/decode/decode-frame';
import { readImageFile } from '#node/decode/image-file';
import { dcmtkPicture, hidesGreyscale } from './dcmtk-picture.ts';

/** How far two renderings of one file's first frame lie apart. */
export type Comparison =
  | {
      readonly path: string;
      readonly modality: string | null;
      /** In grey levels of 255, over the pixels that are compared. */
      readonly largestDifference: number;
      /** Share of them that differ at all. */
      readonly differingShare: number;
      /** Why DCMTK differs where it is not right; null where nothing excuses a difference. */
      readonly excuse: string | null;
      /** What was left out of the comparison, and by which clause. */
      readonly notes: readonly string[];
    }
  | { readonly path: string; readonly modality: string | null; readonly refusal: string };

/** Renders a greyscale file by the product's own road and by DCMTK, under the values of interest it opens with. */
export async function compareRendering(path: string): Promise<Comparison> {
  let frame: DecodedFrame;
  try {
    frame = await decodeFrame(await readImageFile(path), 0);
  } catch (thrown) {
    return { path, modality: null, refusal: `Osteon refuses it: ${toErrorReport(thrown).code}` };
  }
  const { pixels, attributes } = frame.description;
  const { modality } = attributes;
  if (pixels.samplesPerPixel !== 1 || pixels.palette !== null)
    return { path, modality, refusal: 'colour, which has no window (PS3.3 C.11.2.1.2)' };
  const voi = comparableVoi(frame);
  const theirs = dcmtkPicture(path, pixels.transferSyntaxUid, voi);
  if ('refusal' in theirs) return { path, modality, refusal: theirs.refusal };
  if (theirs.rows !== pixels.rows || theirs.columns !== pixels.columns)
    return { path, modality, refusal: 'DCMTK gives it another size' };
  const excuse = excuseOf(path, pixels);
  return { path, modality, excuse, ...differences(frame, voi, theirs.samples) };
}

const bigEndian = '1.2.840.10008.1.2.2';

function excuseOf(path: string, pixels: PixelDescription): string | null {
  const { bitsAllocated, transferSyntaxUid, modalityLut, rescaleSlope, rescaleIntercept } = pixels;
  if (transferSyntaxUid === bigEndian && bitsAllocated === 32)
    return 'DCMTK swaps big-endian pixels of 32 bits by pairs of bytes (PS3.5 A.3, 7.3)';
  if (modalityLut === null && !(Number.isInteger(rescaleSlope) && Number.isInteger(rescaleIntercept)))
    return 'DCMTK makes whole numbers of rescaled values, which the standard does not ask for (PS3.3 C.11.1.1.2)';
  return hidesGreyscale(path) ? 'DCMTK reads no rescale or window of VR UN (PS3.5 6.2.2)' : null;
}

/** DCMTK has no LINEAR_EXACT of its own; where the file does not ask for one, LINEAR does for both. */
function comparableVoi(frame: DecodedFrame): Voi {
  const voi = defaultVoi(frame);
  const isOwn = frame.description.pixels.windows.length > 0;
  if (voi.kind === 'table' || isOwn || voi.function === 'LINEAR') return voi;
  return windowVoi({ center: voi.center, width: Math.max(1, voi.width) });
}

function differences(frame: DecodedFrame, voi: Voi, theirs: Uint8Array) {
  const { pixels } = frame.description;
  const ours = displayValues(frame, voi, false);
  const isPadding = paddingTest(pixels) ?? (() => false);
  const isOverflow = overflowTest(pixels);
  let [largestDifference, differing, padding, overflow] = [0, 0, 0, 0];
  for (let i = 0; i < ours.length; i++) {
    const stored = frame.storedValues[i]!;
    if (isPadding(stored)) padding++;
    else if (isOverflow(stored)) overflow++;
    else {
      const difference = Math.abs(ours[i]! - theirs[i]!);
      if (difference > 0) differing++;
      if (difference > largestDifference) largestDifference = difference;
    }
  }
  const compared = ours.length - padding - overflow;
  return {
    largestDifference,
    differingShare: compared > 0 ? differing / compared : 0,
    notes: notesOf(pixels, padding, overflow),
  };
}

/** Whether a lossy codec may have run over the bits stored: what it overshot is held at their end. */
function overflowTest({ bitsStored, pixelRepresentation, sampleType, lossy }: PixelDescription) {
  const [lowest, highest] = pixelRepresentation
    ? [-(2 ** (bitsStored - 1)), 2 ** (bitsStored - 1) - 1]
    : [-Infinity, 2 ** bitsStored - 1];
  return (stored: number): boolean =>
    lossy && sampleType === 'integer' && (stored <= lowest || stored >= highest);
}

function notesOf({ shutters }: PixelDescription, padding: number, overflow: number): readonly string[] {
  const notes = [
    padding > 0 && `${padding} padding pixels left out: black here, windowed by DCMTK (PS3.3 C.7.5.1.1.2)`,
    overflow > 0 &&
      `${overflow} values at the end of Bits Stored left out: of what overshot it DCMTK drops the upper bits (PS3.5 8.1.1)`,
    shutters.length > 0 && 'compared without its shutters, which DCMTK leaves open (PS3.3 C.7.6.11)',
  ];
  return notes.filter((note) => note !== false);
}
