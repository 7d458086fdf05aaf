import type { PixelDescription } from '../dicom/image-description.ts';
import { equalizeLocally, type ContrastRange } from './clahe.ts';
import type { DecodedFrame, StoredValues } from './decoded-frame.ts';
import { equivalentWindow } from './equivalent-window.ts';
import { storedSize } from './frame-size.ts';
import { paddingTest } from './pixel-padding.ts';
import { unsharpMask } from './unsharp-mask.ts';
import type { Voi } from './voi.ts';
import { sayEnglish, type Say } from '../words/say.ts';

/** What is done to a film for the eye alone: neither the classifier nor any statistic sees it. */
export interface FilmFilters {
  readonly sharpened: boolean;
  /** Contrast-limited adaptive histogram equalisation. */
  readonly localContrast: boolean;
}

export const noFilters: FilmFilters = { sharpened: false, localContrast: false };

/** Two pixels of 0.15 mm are the breadth of a trabecula. */
const sharpening = { radius: 2, amount: 1 };
/** Tiles of some 3 cm on a hand film; a steeper curve than three times would show the noise. */
const localContrast = { tiles: 8, bins: 256, clipLimit: 3 };

/** Colour has no one scale of grey to work on, and fewer than 8 bits have no room for the result. */
export function canFilter({ samplesPerPixel, bitsStored }: PixelDescription): boolean {
  return samplesPerPixel === 1 && bitsStored >= 8;
}

/**
 * The frame with its stored values filtered, contrast first and sharpness last, in the units they had, so that every
 * window goes on to work. Contrast is spread between the ends of `ownVoi`, what the film opens with. Padding stays
 * padding, and nothing else becomes it. The frame itself where there is nothing to do.
 */
export function filteredFrame(frame: DecodedFrame, ownVoi: Voi, filters: FilmFilters): DecodedFrame {
  const { pixels } = frame.description;
  if (!canFilter(pixels) || !(filters.sharpened || filters.localContrast)) return frame;
  const isPadding = paddingTest(pixels);
  let plane = { ...storedSize(frame), values: frame.storedValues as StoredValues };
  if (filters.localContrast) {
    const range = contrastRange(frame, ownVoi);
    plane = { ...plane, values: equalizeLocally(plane, range, localContrast, isPadding) };
  }
  if (filters.sharpened) {
    const radius = sharpening.radius / frame.reduction;
    plane = { ...plane, values: unsharpMask(plane, { ...sharpening, radius }, isPadding) };
  }
  return { ...frame, storedValues: asStoredValues(frame, plane.values, isPadding) };
}

/** `Sharpened · local contrast (CLAHE)`, for the mark over the film; null where nothing is done to it. */
export function filterWords(
  { sharpened, localContrast: spread }: FilmFilters,
  say: Say = sayEnglish,
): string | null {
  const words = [sharpened ? say('Sharpened') : null, spread ? say('Local contrast (CLAHE)') : null];
  return words.filter((word) => word !== null).join(' · ') || null;
}

/** The ends of the window in stored units; all that the film holds where a table stands between the two. */
function contrastRange({ description, storedValues }: DecodedFrame, ownVoi: Voi): ContrastRange {
  const { modalityLut, rescaleSlope, rescaleIntercept, voiLuts } = description.pixels;
  const table = ownVoi.kind === 'table' ? voiLuts[ownVoi.index] : undefined;
  const window = ownVoi.kind === 'window' ? ownVoi : table && equivalentWindow(table).window;
  if (modalityLut || window === undefined || rescaleSlope === 0) return extremes(storedValues);
  const ends = [-1, 1].map(
    (side) => (window.center + (side * window.width) / 2 - rescaleIntercept) / rescaleSlope,
  );
  return { low: Math.min(...ends), high: Math.max(...ends) };
}

function extremes(values: StoredValues): ContrastRange {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}

/** Rounded and kept within what the file's bits hold; a value that would come to mean padding stays as it was. */
function asStoredValues(
  { description, storedValues }: DecodedFrame,
  filtered: StoredValues,
  isPadding: ((value: number) => boolean) | null,
): StoredValues {
  const { sampleType, bitsStored, pixelRepresentation } = description.pixels;
  const stored = storedValues.slice();
  const isWhole = sampleType === 'integer';
  const least = pixelRepresentation === 1 ? -(2 ** (bitsStored - 1)) : 0;
  const most = least + 2 ** bitsStored - 1;
  for (let i = 0; i < stored.length; i++) {
    const value = isWhole ? Math.min(most, Math.max(least, Math.round(filtered[i]!))) : filtered[i]!;
    if (!isPadding?.(value)) stored[i] = value;
  }
  return stored;
}
