import type { PixelDescription } from '../dicom/image-description.ts';
import { lowIsBright } from '../imaging/polarity.ts';
import { windowVoi, type WindowVoi } from '../imaging/voi.ts';

/** A window of ours for a kind of tissue. */
export interface TissueWindow {
  readonly name: string;
  readonly window: WindowVoi;
}

/** Hounsfield units: the windows that CT is read under everywhere. */
const hounsfieldWindows = [
  { name: 'Bone', center: 400, width: 1800 },
  { name: 'Soft tissue', center: 40, width: 400 },
  { name: 'Chest', center: -600, width: 1500 },
] as const;

/** Modalities whose values are no unit of the patient's. */
const projections: readonly string[] = ['CR', 'DX', 'DR', 'RG', 'RF', 'XA', 'PX', 'IO', 'MG'];

/**
 * What of a film's automatic range, from its darkest 0 to its brightest 1, is spread over the whole scale: bone
 * is the bright end, the soft parts are the dark end, and a chest wants more latitude than the range itself.
 */
const brightnessShares = [
  { name: 'Bone', from: 0.3, to: 1.05 },
  { name: 'Soft tissue', from: -0.05, to: 0.6 },
  { name: 'Chest', from: -0.1, to: 1.15 },
] as const;

/**
 * Windows for bone, soft tissue and chest: fixed ones for CT, for a plain film shares of its automatic window,
 * since detectors have no scale in common; none for colour and for what else there is. A file that asks for
 * SIGMOID keeps it.
 */
export function tissueWindows(
  modality: string | null,
  pixels: PixelDescription,
  automatic: WindowVoi,
): readonly TissueWindow[] {
  if (pixels.samplesPerPixel !== 1 || modality === null) return [];
  const curve = pixels.voiLutFunction === 'SIGMOID' ? 'SIGMOID' : automatic.function;
  if (modality === 'CT')
    return hounsfieldWindows.map(({ name, ...window }) => ({ name, window: windowVoi(window, curve) }));
  if (!projections.includes(modality)) return [];
  const darkIsHigh = lowIsBright(pixels);
  return brightnessShares.map(({ name, from, to }) => {
    const middle = (from + to) / 2 - 0.5;
    const center = automatic.center + (darkIsHigh ? -middle : middle) * automatic.width;
    // LINEAR allows no width below 1 (PS3.3 C.11.2.1.2.1).
    const width = Math.max((to - from) * automatic.width, curve === 'LINEAR' ? 1 : 0);
    return { name, window: windowVoi({ center, width }, curve) };
  });
}
